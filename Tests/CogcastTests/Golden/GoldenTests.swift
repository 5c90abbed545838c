import Cogcast
import Foundation
import Testing

/// `COGCAST_REWRITE_GOLDENS=1` writes the golden reports that differ anew.
struct GoldenTests {
  private static let isRewriting =
    ProcessInfo.processInfo.environment["COGCAST_REWRITE_GOLDENS"] == "1"

  @Test(arguments: GoldenReport.all)
  func `a report is the golden one in every format`(report: GoldenReport) async throws {
    let text = try await report.run()
    for format in ReportFormat.allCases {
      let difference = GoldenComparison.difference(
        text(format), report.golden(format), in: format)
      if difference != nil, Self.isRewriting {
        try Data(text(format).utf8).write(to: report.file(format))
      } else {
        #expect(difference == nil, "\(report.file(format).lastPathComponent)")
      }
    }
  }

  /// OpenBLAS and the C library choose their kernels by processor; both can be told another.
  @Test(.disabled(if: isRewriting), arguments: ReportFormat.allCases)
  func `an old processor prints the golden report`(format: ReportFormat) throws {
    let report = GoldenReport(command: .estimate, scenario: "support-assistant")
    let run = try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["estimate", Repository.scenario(report.scenario), "--format", format.rawValue],
      environment: [
        "OPENBLAS_CORETYPE": "Prescott", "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX",
      ])
    #expect(run.status == 0, "\(run.error)")
    let difference = GoldenComparison.difference(run.output, report.golden(format), in: format)
    #expect(difference == nil)
  }

  @Test(arguments: GoldenReport.all)
  func `no line of a text report is wider than a hundred columns`(report: GoldenReport) {
    let wide = report.golden(.text).split(separator: "\n").filter { $0.count > 100 }
    #expect(wide.isEmpty, "\(wide.joined(separator: "\n"))")
  }

  @Test(.disabled(if: isRewriting))
  func `there is no golden report of a command that is not run`() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: GoldenReport.folder.path)
    let known = GoldenReport.all.flatMap { report in
      ReportFormat.allCases.map { report.file($0).lastPathComponent }
    }
    #expect(Set(found) == Set(known))
  }
}
