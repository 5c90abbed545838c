import Foundation
import Scenarios
import Testing

/// Values written into a text that stays as its author wrote it.
struct JSONRewriterTests {
  private func rewritten(
    _ text: String, _ changes: [[JSONStep]: JSONText]
  ) throws -> String {
    let rewriter = try #require(JSONRewriter(Array(text.utf8), as: .scenario))
    return String(decoding: rewriter.text(writing: changes), as: UTF8.self)
  }

  @Test func nothingButTheValueChanges() throws {
    let text = "{\n  \"é\": \"ü\", \"a\": [ 1,2.50 , {\"b\" :\"}\\\"\"} ],\n\t\"c\":null}\n"
    #expect(
      try rewritten(text, [[.member("a"), .element(1)]: .number(7)])
        == text.replacing("2.50", with: "7"))
    #expect(
      try rewritten(text, [[.member("a"), .element(2), .member("b")]: .bool(true)])
        == text.replacing("\"}\\\"\"", with: "true"))
    #expect(
      try rewritten(text, [[.member("c")]: "x", [.member("é")]: .number(1)])
        == text.replacing("null", with: "\"x\"").replacing("\"ü\"", with: "1"))
    #expect(
      try rewritten(text, [[.member("a")]: .array([])])
        == "{\n  \"é\": \"ü\", \"a\": [],\n\t\"c\":null}\n")
  }

  @Test func aNewMemberComesFirstAndIsSetOffAsTheOneAfterIt() throws {
    #expect(
      try rewritten("{\n  \"a\": 1\n}", [[.member("z")]: .number(2), [.member("b")]: .number(3)])
        == "{\n  \"b\": 3,\n  \"z\": 2,\n  \"a\": 1\n}")
    #expect(
      try rewritten("{ \"a\": { \"b\": 1 } }", [[.member("a"), .member("c")]: "x"])
        == "{ \"a\": { \"c\": \"x\", \"b\": 1 } }")
    #expect(
      try rewritten("{ \"a\": {  } }", [[.member("a"), .member("c")]: "x"])
        == "{ \"a\": { \"c\": \"x\" } }")
  }

  /// Every leaf of every scenario that ships, against Foundation's reading of the result.
  @Test func everyLeafCanBeWritten() throws {
    for file in try Repository.scenarios {
      let text = try String(contentsOf: file, encoding: .utf8)
      let tree = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
      for way in Self.leaves(of: tree) {
        let written = try rewritten(text, [way: .number(12345)])
        let read = try JSONSerialization.jsonObject(with: Data(written.utf8)) as? NSDictionary
        #expect(read == Self.replacing(tree, way[...]) as? NSDictionary, "\(way)")
        #expect(abs(written.count - text.count) < 200)
      }
    }
  }

  private static func leaves(of value: Any) -> [[JSONStep]] {
    if let object = value as? [String: Any] {
      return object.flatMap { key, part in leaves(of: part).map { [.member(key)] + $0 } }
    }
    if let list = value as? [Any] {
      return list.enumerated().flatMap { index, part in
        leaves(of: part).map { [.element(index)] + $0 }
      }
    }
    return [[]]
  }

  private static func replacing(_ value: Any, _ way: ArraySlice<JSONStep>) -> Any {
    guard let step = way.first else { return 12345 }
    let rest = way.dropFirst()
    switch step {
    case .member(let key):
      guard var object = value as? [String: Any] else { return value }
      object[key] = replacing(object[key] ?? 0, rest)
      return object
    case .element(let index):
      guard var list = value as? [Any] else { return value }
      list[index] = replacing(list[index], rest)
      return list
    }
  }
}
