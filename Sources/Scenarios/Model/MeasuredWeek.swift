/// Weeks measured from public traces of production traffic.
package enum MeasuredWeek: String, Sendable, CaseIterable {
  case flat, office, consumer

  package var profile: HourProfile {
    switch self {
    case .flat: .flat
    case .office:
      HourProfile(
        volumes: Self.workingDays.flatMap { isWorkingDay in
          Self.officeDay.map { isWorkingDay ? $0 : $0 * Self.weekendLevel }
        })
    case .consumer: HourProfile(volumes: Self.consumerDay)
    }
  }

  private static let workingDays = [true, true, true, true, true, false, false]

  /// Hours of a working day over their mean, from 0 h.
  ///
  /// - Source: ServeGen (Alibaba Cloud Model Studio, github.com/alibaba/ServeGen, Apache-2.0), model
  ///   m-large, client 142: mean of the shares of the hours in days 0, 1, 2, 6 and 7, whose shape is
  ///   that of a working day. One client, hence one organisation or product.
  private static let officeDay: [Double] = [
    0.20, 0.12, 0.09, 0.09, 0.09, 0.08, 0.13, 0.21, 0.68, 1.41, 2.28, 2.25, 1.13, 1.55, 2.42, 2.49,
    2.50, 2.00, 1.36, 1.04, 0.70, 0.52, 0.38, 0.28,
  ]

  /// Requests of a weekend day over those of a working day.
  ///
  /// - Source: BurstGPT (github.com/HPMLL/BurstGPT, CC-BY-4.0), days 0 to 6: 1,838 a day in days 3
  ///   and 4, the quiet ones of the week, and 3,151 in the others.
  private static let weekendLevel = 0.58

  /// Hours of any day over their mean, from 0 h.
  ///
  /// - Source: ServeGen as above, client 21: mean of the shares of the hours in days 0 to 7; the days
  ///   themselves lie within 16 % of each other.
  private static let consumerDay: [Double] = [
    0.90, 0.63, 0.40, 0.29, 0.29, 0.34, 0.44, 0.52, 0.73, 0.92, 1.42, 1.68, 1.34, 1.19, 1.16, 1.15,
    1.25, 1.47, 1.49, 1.32, 1.31, 1.39, 1.25, 1.11,
  ]
}
