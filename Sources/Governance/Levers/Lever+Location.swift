import JSONDocuments
import Scenarios

extension Lever {
  /// Everything where the models answer, so that no data leaves a region.
  static let location = Lever(.location) { site in
    let regions: [JSONStep] = [.member("harness"), .member("regions")]
    let harness = site.scenario.harness
    var edits: [ScenarioEdit] = []
    if !harness.transfers.isEmpty, case .object(let places)? = site.root.part(regions)?.value {
      let names = places.filter { ["data", "embedding", "inference"].contains($0.key) }
      let target = (names.first { $0.key == "inference" } ?? names.first)?.value.text
      for place in names where place.value.text != target {
        edits.append(site.edit(regions, place.key, to: target ?? .null))
      }
    }
    let crosses =
      site.point(harness.egressMegabytesPerCall) > 0
      && site.point(harness.egressPricePerGigabyte) > 0
    if crosses {
      edits.append(site.edit([.member("harness"), .member("egress")], "MBPerCall", to: .number(0)))
    }
    guard !edits.isEmpty else {
      return .idle(
        .location, "no data crosses a region: the scenario has no `egress` and no such flow")
    }
    return Findings(proposals: [
      LeverProposal(
        .location, at: "harness", "keep data, embeddings and models in one region", edits,
        quality: .unchanged("the same data reaches the same models"))
    ])
  }
}
