import Foundation
import Scenarios
import Testing

/// Hourly shares of a week: their sum, their peak, and the weeks that were measured.
struct HourProfileTests {
  @Test(arguments: MeasuredWeek.allCases)
  func sharesAreAWhole(week: MeasuredWeek) {
    let shares = week.profile.shares
    #expect(shares.count == 168)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
    #expect(shares.allSatisfy { $0 > 0 })
  }

  @Test func measuredWeeksHaveTheirPeaks() {
    #expect(MeasuredWeek.flat.profile.peakToMean == 1)
    // 2.50 on working days, at 5 + 2 · 0.58 working days to the week of 7.
    #expect(abs(MeasuredWeek.office.profile.peakToMean - 2.5 * 7 / 6.16) < 1e-3)
    #expect(abs(MeasuredWeek.consumer.profile.peakToMean - 1.68) < 1e-3)
  }

  @Test func volumesOfADayAreThoseOfEveryDay() {
    let day = (1...24).map(Double.init)
    let profile = HourProfile(volumes: day)
    #expect(profile.shares[0] == profile.shares[24])
    #expect(abs(profile.shares[23] - 24.0 / 300 / 7) < 1e-15)
    #expect(HourProfile(volumes: [Double](repeating: 5, count: 24)).isFlat)
  }

  @Test(arguments: [1.2, 2.0, 2.84, 6, 30])
  func stretchingReachesThePeakAndKeepsTheOrder(ratio: Double) {
    let office = MeasuredWeek.office.profile
    let stretched = office.stretched(toPeak: ratio)
    #expect(abs(stretched.peakToMean - ratio) < 1e-9)
    #expect(abs(stretched.shares.reduce(0, +) - 1) < 1e-12)
    // Not strictly: at a peak of 30 the nights are too small for a Double.
    let order = office.shares.indices.sorted { office.shares[$0] < office.shares[$1] }
    #expect(
      zip(order, order.dropFirst()).allSatisfy { stretched.shares[$0] <= stretched.shares[$1] })
  }

  @Test func stretchingToItsOwnPeakChangesNothing() {
    let office = MeasuredWeek.office.profile
    let same = office.stretched(toPeak: office.peakToMean)
    #expect(zip(office.shares, same.shares).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func emptyHoursStayEmpty() {
    let day = (0..<24).map { $0 < 12 ? 0.0 : Double($0) }
    let profile = HourProfile(volumes: day)
    #expect(profile.reachablePeaks == (2, 24))
    #expect(profile.stretched(toPeak: 3).shares[5] == 0)
  }
}

/// The measured weeks against their traces.
@Suite(.enabled(if: HourTraces.folder != nil, "needs the traces; see CONTRIBUTING.md"))
struct MeasuredWeekTests {
  @Test(arguments: [
    (MeasuredWeek.office, "142", [0, 1, 2, 6, 7]), (.consumer, "21", Array(0...7)),
  ])
  func hoursAreThoseOfTheTrace(week: MeasuredWeek, client: String, days: [Int]) throws {
    var volumes = [Double](repeating: 0, count: 24 * 9)
    for row in try HourTraces.rows("servegen_m-large_client_rates_first60.csv.gz")
    where row[0] == client {
      volumes[Int(try #require(Double(row[1])) / 3600)] += try #require(Double(row[2]))
    }
    var hours = [Double](repeating: 0, count: 24)
    for day in days {
      let own = volumes[(day * 24)..<(day * 24 + 24)]
      let total = own.reduce(0, +)
      for (hour, volume) in own.enumerated() { hours[hour] += volume / total / Double(days.count) }
    }
    let shares = week.profile.shares.prefix(24)
    let scale = shares.reduce(0, +)
    // Printed to two decimals of the mean hour; the largest of them weighs 0.005 / 24.
    for (hour, share) in shares.enumerated() {
      #expect(abs(share / scale - hours[hour]) < 0.006 / 24, "hour \(hour)")
    }
  }

  @Test func weekendsAreThoseOfTheTrace() throws {
    let days = try HourTraces.rows("burstgpt1_daily_day0-35.csv.gz").prefix(7).map {
      Double($0[1]) ?? 0
    }
    let level = (days[3] + days[4]) / 2 / ([0, 1, 2, 5, 6].reduce(0) { $0 + days[$1] } / 5)
    let shares = MeasuredWeek.office.profile.shares
    #expect(abs(shares[5 * 24 + 10] / shares[10] - level) < 0.005, "\(level)")
  }
}

private enum HourTraces {
  static func rows(_ name: String) throws -> [[String]] {
    let file = try #require(folder).appending(path: name)
    let process = Process()
    let printed = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", file.path]
    process.standardOutput = printed
    try process.run()
    let data = try printed.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// Public data that is measured against and never copied.
  static var folder: URL? {
    let named = ProcessInfo.processInfo.environment["COGCAST_SHARED_DATA"].map { URL(filePath: $0) }
    let folder =
      named
      ?? Repository.root.deletingLastPathComponent().appending(path: "shared/data")
    let trace = folder.appending(path: "servegen_m-large_client_rates_first60.csv.gz")
    return FileManager.default.fileExists(atPath: trace.path) ? folder : nil
  }
}
