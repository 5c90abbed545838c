/// Factors that a provider asks for serving from a region of the customer's choice.
package struct RegionalUplifts: Sendable, Equatable {
  package let byRegion: [String: Double]
  /// Of every other region but `global`; `nil` where there is no such uplift.
  package let elsewhere: Double?

  package static let none = RegionalUplifts(byRegion: [:], elsewhere: nil)

  package init(byRegion: [String: Double], elsewhere: Double?) {
    self.byRegion = byRegion
    self.elsewhere = elsewhere
  }

  /// 1 where the provider lists no uplift for the region.
  package func factor(in region: String) -> Double {
    byRegion[region] ?? (region == "global" ? 1 : elsewhere ?? 1)
  }
}
