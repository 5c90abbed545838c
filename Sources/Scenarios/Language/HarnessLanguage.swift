/// The `harness` block.
enum HarnessLanguage {
  static let perUnit = Field.quantity(
    "perUnit", .nonNegative, unit: "$", default: 0, "Cost around the model for each unit.")
  static let vectorQueries = Field.emptyObject(
    "vectorQueries", .object(VectorQueries.shape, build: VectorQueries.build),
    "Queries of a vector index.")
  static let egress = Field.emptyObject(
    "egress", .object(Egress.shape, build: Egress.build), "Data that crosses a region boundary.")

  static let services = Field.emptyObject(
    "services",
    .names(
      .identifier, of: .object(ServiceLanguage.shape, build: ServiceLanguage.build),
      count: 0...100, noun: "service"),
    "Compute, retrieval, guardrails and whatever else is paid beside the model, by name.")
  static let regions = Field.emptyObject(
    "regions", .object(RegionLanguage.shape, build: RegionLanguage.build),
    "Where the feature's parts run, in the words of your cloud, e.g. \"eu-west-1\".")
  static let flows = Field.defaulting(
    "flows",
    .list(
      of: .object(FlowLanguage.shape, build: FlowLanguage.build), count: 0...100, noun: "flow"),
    written: .array([]),
    "Data that moves between those parts; it is paid where it leaves a region."
  ) { _, _ in [] }

  static let shape = ObjectShape(
    "harness", noun: "the harness", "What surrounds the model, by meter.",
    fields: [
      perUnit.description, vectorQueries.description, egress.description, services.description,
      regions.description, flows.description,
    ])

  static func build(_ reader: ObjectReader) -> Harness? {
    let unit = reader.read(perUnit)
    let queries = reader.read(vectorQueries)
    let egress = reader.read(egress)
    let services = reader.read(services)
    let regions = reader.read(regions)
    let flows = reader.read(flows)
    guard let unit, let queries, let egress, let services, let regions, let flows,
      let transfers = FlowLanguage.transfers(flows, regions, reader)
    else { return nil }
    return Harness(
      perUnit: unit, vectorQueriesPerCall: queries.0, vectorQueryPrice: queries.1,
      egressMegabytesPerCall: egress.0, egressPricePerGigabyte: egress.1,
      services: services.map(\.value), transfers: transfers)
  }

  enum VectorQueries {
    static let perCall = Field.quantity(
      "perCall", .nonNegative, unit: "queries", default: 0, "Queries of one model request.")
    static let price = Field.quantity(
      "price", .nonNegative, unit: "$", default: 0, "Price of one query.")
    static let shape = ObjectShape(
      "vectorQueries", noun: "the vector queries", "Queries of a vector index.",
      fields: [perCall.description, price.description])

    static func build(_ reader: ObjectReader) -> (Quantity, Quantity)? {
      let count = reader.read(perCall)
      let price = reader.read(price)
      guard let count, let price else { return nil }
      return (count, price)
    }
  }

  enum Egress {
    static let megabytes = Field.quantity(
      "MBPerCall", .nonNegative, unit: "MB", default: 0, "Data of one model request.")
    static let price = Field.quantity(
      "pricePerGB", .nonNegative, unit: "$", default: 0, "Price of 1,000 MB.")
    static let shape = ObjectShape(
      "egress", noun: "the egress", "Data that crosses a region boundary.",
      fields: [megabytes.description, price.description])

    static func build(_ reader: ObjectReader) -> (Quantity, Quantity)? {
      let size = reader.read(megabytes)
      let price = reader.read(price)
      guard let size, let price else { return nil }
      return (size, price)
    }
  }
}
