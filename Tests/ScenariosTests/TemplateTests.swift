import Scenarios
import Testing

@Suite struct TemplateTests {
  @Test(arguments: ScenarioTemplate.allCases)
  func templateIsShortAndWithoutFindings(_ template: ScenarioTemplate) throws {
    let text = template.text(name: "my-feature")
    #expect(text.hasSuffix("}\n"))
    #expect(text.split(separator: "\n").count <= 20)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let decoded = Fixture.decode(text)
    #expect(decoded.diagnostics == [])
    #expect(try #require(decoded.scenario).attribution.feature == "my-feature")
  }

  @Test func namesAreEscaped() throws {
    let decoded = Fixture.decode(ScenarioTemplate.chat.text(name: #"the "big" \ one"#))
    #expect(try #require(decoded.scenario).name == #"the "big" \ one"#)
  }
}
