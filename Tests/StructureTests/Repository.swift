import Foundation

/// The files of this package, read as text.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folders in Sources.
  static func modules() throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      at: root.appending(path: "Sources"), includingPropertiesForKeys: nil
    ).filter(\.hasDirectoryPath).map(\.lastPathComponent).sorted()
  }

  /// The modules that the Swift files of a folder in Sources import, each with one file that does.
  static func imports(of module: String) throws -> [String: String] {
    let folder = root.appending(path: "Sources/\(module)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var imports: [String: String] = [:]
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for imported in importedModules(in: text) { imports[imported] = file.lastPathComponent }
    }
    return imports
  }

  /// The modules that a Swift text imports, with attributes, access levels and single symbols.
  static func importedModules(in text: String) -> [String] {
    let pattern =
      /^[ \t]*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:class|enum|func|let|protocol|struct|typealias|var)\s+)?(\w+)/
      .anchorsMatchLineEndings()
    return text.matches(of: pattern).map { String($0.1) }
  }

  /// The dependencies of each target in the manifest, with products by their name.
  static func declaredDependencies() throws -> [String: Set<String>] {
    let manifest = try String(
      contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    let target = /\.(?:target|executableTarget|testTarget|systemLibrary)\(\s*name:\s*"(\w+)"/
    let starts = manifest.matches(of: target)
    var dependencies: [String: Set<String>] = [:]
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].range.lowerBound : manifest.endIndex
      let declaration = manifest[start.range.upperBound..<end]
      dependencies[String(start.1)] = names(inDependenciesOf: declaration)
    }
    return dependencies
  }

  private static func names(inDependenciesOf declaration: Substring) -> Set<String> {
    guard let list = declaration.firstMatch(of: /dependencies:\s*\[([^\]]*)\]/)?.1 else {
      return []
    }
    let withoutPackages = list.replacing(/package:\s*"[^"]*"/, with: "")
    return Set(withoutPackages.matches(of: /"([^"]+)"/).map { String($0.1) })
  }
}
