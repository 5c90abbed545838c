/// Short names of scenarios that stand beside each other: the file's name without folder and ending
/// where these differ, else all that was typed, else a number behind it.
struct ComparisonLabels {
  /// In the order of the files, no two alike.
  let all: [String]

  init(files: [String]) {
    let candidates = [files.map(Self.stem), files]
    all =
      candidates.first { Set($0).count == files.count }
      ?? files.enumerated().map { "\($1) #\($0 + 1)" }
  }

  private static func stem(_ file: String) -> String {
    let name = file.split(whereSeparator: { "/:".contains($0) }).last.map(String.init) ?? file
    return name.hasSuffix(".json") && name.count > 5 ? String(name.dropLast(5)) : name
  }
}
