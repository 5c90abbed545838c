import Kernels
import Scenarios

/// A turn of the outer coordinates, as standard normals, that puts the direction in which cost grows
/// on one of them.
///
/// A quantile of cost counts points on one side of a surface. Where that surface stands across one
/// coordinate, stratification along it leaves to chance only the points near the surface. An
/// orthogonal turn of independent standard normals leaves their law as it is, whatever its direction:
/// a poor one costs accuracy and nothing else.
///
/// - Source: Imai & Tan, "A general dimension reduction technique for derivative pricing", Journal of
///   Computational Finance 10 (2006); for the direction of a regression: Wang & Sloan, "Quasi-Monte
///   Carlo methods in financial engineering: an equivalence principle and dimension reduction",
///   Operations Research 59 (2011).
struct OuterRotation: Sendable, Equatable {
  /// Coordinates that are turned together; no place is in two groups.
  struct Group: Sendable, Equatable {
    /// Ascending; the first of them runs along the direction.
    let places: [Int]
    /// `nil` where the direction is that of the first place as it is.
    let reflection: HouseholderReflection?
    /// Name of the scenario whose cost says where the direction runs.
    let scenario: String
    /// Share of the variance of the logarithm of its cost that the direction carries, in the pilot.
    let explained: Double
  }

  let groups: [Group]

  static let none = OuterRotation(groups: [])

  init(groups: [Group]) {
    self.groups = groups
  }

  /// One group for each scenario that has coordinates of its own, in their order: what the first
  /// scenario turns does not depend on those that it is compared with.
  ///
  /// - Parameters:
  ///   - scenarios: All that are compared.
  ///   - layout: Over them.
  /// - Throws: `CancellationError` when the task is cancelled.
  init(of scenarios: [Scenario], on layout: OuterLayout, seed: UInt64, threads: Int) async throws {
    var taken = Set<Int>()
    var groups: [Group] = []
    // A coordinate that feeds a discrete law anywhere is turned nowhere.
    for scenario in scenarios {
      let smooth = SmoothCoordinates(scenario)
      for (index, assumption) in scenario.assumptions.enumerated()
      where !smooth.contains(index) { taken.insert(layout.place(of: assumption)) }
    }
    for scenario in scenarios {
      let places = layout.normalPlaces(of: scenario)
      let free = places.indices.filter { !taken.contains(places[$0]) }
      taken.formUnion(places)
      guard !free.isEmpty,
        let pilot = try await OuterPilot(scenario, seed: seed, threads: threads)
      else { continue }
      let turned = free.filter { pilot.direction[$0] != 0 }.sorted { places[$0] < places[$1] }
      guard !turned.isEmpty else { continue }
      groups.append(
        Group(
          places: turned.map { places[$0] },
          reflection: HouseholderReflection(firstAxisTo: turned.map { pilot.direction[$0] }),
          scenario: scenario.name,
          explained: pilot.share(of: turned)))
    }
    self.groups = groups
  }
}

/// The assumptions of a scenario whose coordinates reach smooth laws only.
private struct SmoothCoordinates {
  private let assumptions: Set<Int>

  init(_ scenario: Scenario) {
    let correlation = CopulaCorrelation(scenario)
    var smooth = Set(scenario.assumptions.indices.filter { scenario.assumptions[$0].law.isSmooth })
    for index in scenario.assumptions.indices where !scenario.assumptions[index].law.isSmooth {
      for source in correlation?.sources(of: index) ?? [] { smooth.remove(source) }
    }
    assumptions = smooth
  }

  func contains(_ index: Int) -> Bool { assumptions.contains(index) }
}
