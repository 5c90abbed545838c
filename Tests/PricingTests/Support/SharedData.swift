import Foundation
import Testing

/// Public data that is measured against and never copied: in the folder that `COGCAST_SHARED_DATA`
/// names, or in `shared/data` beside the repository. Tests without it are reported as skipped.
enum SharedData {
  static let priceMap = file("litellm_model_prices_1.109.1.json.gz")
  static let cascades = file("frugalgpt_summary.csv.gz")

  private static func file(_ name: String) -> URL? {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder =
      ProcessInfo.processInfo.environment["COGCAST_SHARED_DATA"].map { URL(filePath: $0) }
      ?? root.deletingLastPathComponent().appending(path: "shared/data")
    let file = folder.appending(path: name)
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }

  static func unpacked(_ file: URL) throws -> Data {
    let (data, status) = try ToolRun.output(["gzip", "-dc", file.path])
    try #require(status == 0)
    return data
  }
}
