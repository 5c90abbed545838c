import HandMade
import Scenarios
import Simulation
import Summaries
import Testing

private let scenario = HandMade.scenario(
  segments: ["free", "paid"], strategies: ["tiered", "all-large"],
  value: .premium(subscriptionPrice: HandMade.known(9)))

@Suite struct MetricReferenceTests {
  @Test(arguments: MetricName.allCases)
  func everyNameParses(_ name: MetricName) throws {
    let index = name.indexing == .none ? "" : "(3)"
    let reference = try MetricReference(parsing: name.rawValue + index, in: scenario)
    #expect(reference.name == name)
    #expect(reference.index == (name.indexing == .none ? nil : 3))
    #expect(reference.scope == .all)
    #expect(reference.description == name.rawValue + index)
  }

  @Test func selectorsNarrow() throws {
    let text = " cost.month ( 3 ) { segment: paid , strategy:all-large, team:cx } "
    let reference = try MetricReference(parsing: text, in: scenario)
    #expect(reference.index == 3)
    #expect(reference.scope == .segment(1))
    #expect(reference.strategy == "all-large")
    #expect(reference.description == "cost.month(3){segment:paid,strategy:all-large,team:cx}")
    let model = try MetricReference(parsing: "tokens.output{model:large}", in: scenario)
    #expect(model.scope == .model("large"))
  }

  @Test func attributionDoesNotChangeWhatIsMeasured() throws {
    let plain = try MetricReference(parsing: "cost.total", in: scenario)
    let attributed = try MetricReference(
      parsing: "cost.total{feature:support-assistant}", in: scenario)
    #expect(plain == attributed)
    #expect(plain.hashValue == attributed.hashValue)
  }

  @Test func monthOfEveryMonthKeepsItsSelectors() throws {
    let every = try MetricReference(parsing: "cost.month{segment:free}", in: scenario)
    #expect(every.index == nil)
    #expect(
      every.month(7) == (try MetricReference(parsing: "cost.month(7){segment:free}", in: scenario)))
    #expect(every.month(7).description == "cost.month(7){segment:free}")
  }

  @Test(arguments: [
    ("", 1, "found the end, expected a metric"),
    ("cost.mnth", 1, "no metric `cost.mnth`. Did you mean `cost.month`?"),
    ("  cost.month(13)", 14, "found `13` as the month; expected a whole number from 1 to 12"),
    ("cost.month(0)", 12, "found `0` as the month"),
    ("cost.month(1.5)", 12, "found `1.5` as the month"),
    ("cost.month()", 12, "found `)` as the month"),
    ("cost.month(3", 13, "found the end behind the month; expected `)`"),
    ("cost.week", 10, "`cost.week` needs a week, 1 to 52"),
    ("cost.week(53)", 11, "expected a whole number from 1 to 52."),
    ("profit.month", 13, "`profit.month` needs a month, 1 to 12"),
    ("cost.total(3)", 11, "`cost.total` takes no index"),
    ("cost.total{}", 12, "found `}`, expected a selector"),
    ("cost.total{segment}", 19, "found `}` behind `segment`; expected `:`"),
    ("cost.total{segment:fre}", 20, "no segment `fre`. Did you mean `free`?"),
    ("cost.total{segment:free", 24, "found the end in a selector; expected `,` or `}`"),
    ("cost.total{segment:free,segment:paid}", 25, "`segment` is selected twice"),
    ("cost.total{segment:free,model:small}", 25, "select a segment or a model, not both"),
    ("cost.total{strategy:tierd}", 21, "no strategy `tierd`. Did you mean `tiered`?"),
    ("cost.total{model:opus}", 18, "no model `opus`. This scenario has `large` and `small`."),
    ("cost.total{owner:cx}", 12, "no selector `owner`"),
    ("cost.total{team:core}", 17, "the scenario's team is `cx`, not `core`"),
    ("npv{segment:free}", 5, "`npv` cannot be told apart by segment"),
    ("cost.week(3){segment:free}", 14, "`cost.week` cannot be told apart by segment"),
    ("quality.success{model:small}", 17, "`quality.success` cannot be told apart by model"),
    ("cost.total 5", 12, "found `5` after the metric"),
  ])
  func mistakesAreLocated(_ text: String, _ column: Int, _ message: String) {
    let error = #expect(throws: ExpressionError.self) {
      try MetricReference(parsing: text, in: scenario)
    }
    #expect(error?.column == column, "\(String(describing: error))")
    #expect(error?.message.contains(message) == true, "\(String(describing: error))")
  }

  @Test func valueAndRoutingAreAskedFor() {
    let bare = HandMade.scenario(weeks: 4)
    for (text, message) in [
      ("margin.perUnit", "add a `value` block"), ("cost.total{strategy:a}", "has no `routing`"),
      ("cost.month", "needs a full month (13/3 weeks); the horizon has 4 weeks"),
    ] {
      let error = #expect(throws: ExpressionError.self) {
        try MetricReference(parsing: text, in: bare)
      }
      #expect(error?.message.contains(message) == true, "\(String(describing: error))")
    }
  }

  @Test func onlyNarrowedPeriodsNeedColumnsOfTheirOwn() throws {
    func columns(_ text: String) throws -> [ColumnKey] {
      try MetricReference(parsing: text, in: scenario).requiredColumns(for: scenario)
    }
    #expect(try columns("cost.month").isEmpty)
    #expect(try columns("cost.total{segment:free}").isEmpty)
    #expect(
      try columns("cost.month(2){segment:paid}") == [
        ColumnKey(.inferenceCost, scope: .segment(1), period: .month(1)),
        ColumnKey(.harnessCost, scope: .segment(1), period: .month(1)),
      ])
    #expect(try columns("cost.month{model:small}").count == 12)
  }

  @Test func unindexedMetricsLeaveOutWhatTheScenarioCannotAnswer() {
    let names = MetricReference.all(in: HandMade.scenario()).map(\.description)
    #expect(names.contains("cost.month") && names.contains("cache.hitRate"))
    #expect(!names.contains("npv") && !names.contains("cost.week"))
    let short = MetricReference.all(in: HandMade.scenario(weeks: 4)).map(\.description)
    #expect(short.contains("cost.total") && !short.contains("cost.month"))
    #expect(MetricReference.all(in: scenario).map(\.description).contains("payback.months"))
  }
}
