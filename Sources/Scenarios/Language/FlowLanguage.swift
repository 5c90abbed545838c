/// Parts of a feature that run somewhere.
enum HarnessPlace: String, CaseIterable {
  case data, embedding, inference
}

/// `harness.regions`.
enum RegionLanguage {
  static let data = region(.data, "Where the feature's data lives.")
  static let embedding = region(.embedding, "Where embeddings are made.")
  static let inference = region(.inference, "Where the models answer.")

  static let shape = ObjectShape(
    "regions", noun: "the regions", "Where the feature's parts run.",
    fields: [data.description, embedding.description, inference.description])

  private static func region(_ place: HarnessPlace, _ summary: String) -> Field<String> {
    .optional(place.rawValue, .text(longest: 60), summary)
  }

  static func build(_ reader: ObjectReader) -> [HarnessPlace: String]? {
    let fields = [data, embedding, inference]
    let names = fields.map { reader.read($0) }
    guard zip(fields, names).allSatisfy({ $1 != nil || !reader.has($0) }) else { return nil }
    return Dictionary(
      uniqueKeysWithValues: zip(HarnessPlace.allCases, names).compactMap { place, name in
        name.map { (place, $0) }
      })
  }
}

/// One of `harness.flows`, before its ends are looked up.
struct WrittenFlow {
  let from: HarnessPlace
  let to: HarnessPlace
  let basis: HarnessBasis
  let megabytes: Quantity
  let pricePerGigabyte: Quantity
  let reader: ObjectReader
}

/// `harness.flows`.
enum FlowLanguage {
  /// Transfer between two regions of AWS costs $0.02 a GB, to the internet $0.09 (list prices of
  /// 2026, read on a secondary page).
  static let interRegionPrice = 0.02

  static let from = end("from", "Where the data comes from.")
  static let to = end("to", "Where it goes.")
  static let per = Field.required(
    "per", Codec<String>.choice(HarnessBasis.allCases.map(\.rawValue)),
    "What it moves once for, as of a service.")
  static let megabytes = Field.quantity(
    "MB", .nonNegative, unit: "MB", "Data that moves each time.")
  static let price = Field.quantity(
    "pricePerGB", .nonNegative, unit: "$", default: interRegionPrice,
    "Price of 1,000 MB that leave a region.")

  static let shape = ObjectShape(
    "flow", noun: "a flow", "Data that moves from one part of the feature to another.",
    fields: [
      from.description, to.description, per.description, megabytes.description, price.description,
    ])

  private static func end(_ name: String, _ summary: String) -> Field<String> {
    .required(name, Codec<String>.choice(HarnessPlace.allCases.map(\.rawValue)), summary)
  }

  static func build(_ reader: ObjectReader) -> WrittenFlow? {
    let from = reader.read(from).flatMap(HarnessPlace.init)
    let to = reader.read(to).flatMap(HarnessPlace.init)
    let basis = reader.read(per).flatMap(HarnessBasis.init)
    let size = reader.read(megabytes)
    let price = reader.read(price)
    guard let from, let to, let basis, let size, let price else { return nil }
    guard from != to else {
      reader.decoding.error(
        reader.node, reader.place,
        "this flow begins and ends at \(Wording.quoted(from.rawValue)); name two places.")
      return nil
    }
    return WrittenFlow(
      from: from, to: to, basis: basis, megabytes: size, pricePerGigabyte: price, reader: reader)
  }

  /// The flows that cross a boundary; `nil` after a finding.
  static func transfers(
    _ flows: [WrittenFlow], _ regions: [HarnessPlace: String], _ harness: ObjectReader
  ) -> [HarnessTransfer]? {
    var isComplete = true
    for flow in flows {
      for (field, end) in [(from, flow.from), (to, flow.to)] where regions[end] == nil {
        isComplete = false
        guard let member = flow.reader.member(field) else { continue }
        harness.decoding.error(
          member.value, flow.reader.place.member(field.name),
          "nothing says in which region \(Wording.quoted(end.rawValue)) is; add it to"
            + " `harness.regions`.")
      }
    }
    let ends = Set(flows.flatMap { [$0.from, $0.to] })
    if let member = harness.member(HarnessLanguage.regions) {
      for place in HarnessPlace.allCases where regions[place] != nil && !ends.contains(place) {
        harness.decoding.warning(
          member.position, harness.place.member(HarnessLanguage.regions.name),
          "no flow begins or ends at \(Wording.quoted(place.rawValue)), so that its region costs"
            + " nothing; add a flow, or remove it.")
      }
    }
    guard isComplete else { return nil }
    return flows.filter { regions[$0.from] != regions[$0.to] }.map {
      HarnessTransfer(
        name: "\($0.from.rawValue)-to-\($0.to.rawValue)", basis: $0.basis,
        megabytes: $0.megabytes, pricePerGigabyte: $0.pricePerGigabyte)
    }
  }
}
