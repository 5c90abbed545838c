import Foundation

/// A committed reference table, made by another system (`References/make_references.py`).
enum Reference {
  static func load<Table: Decodable>(_ name: String) throws -> Table {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "References")
    return try JSONDecoder().decode(
      Table.self, from: Data(contentsOf: folder.appending(path: name)))
  }
}

/// How many Doubles lie between two finite numbers of one sign.
func ulps(_ a: Double, _ b: Double) -> UInt64 {
  if a == b { return 0 }
  guard a.sign == b.sign, a.isFinite, b.isFinite else { return .max }
  let (x, y) = (a.bitPattern, b.bitPattern)
  return x > y ? x - y : y - x
}
