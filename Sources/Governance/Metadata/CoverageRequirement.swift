/// How much of a log says one field.
package struct FieldCoverage: Sendable, Equatable {
  package let field: String
  /// Share of the requests, 0...1.
  package let requests: Double
  /// Share of the cost, 0...1; `nil` where nothing has a price.
  package let cost: Double?

  package init(field: String, requests: Double, cost: Double?) {
    self.field = field
    self.requests = requests
    self.cost = cost
  }
}

/// Fields that a share of the requests, and of their cost, must say.
package struct CoverageRequirement: Sendable, Equatable {
  /// Relative slack of a comparison of sums, whose last digits depend on the order of adding.
  private static let slack = 1e-9

  package let fields: [String]
  /// 0...1.
  package let atLeast: Double

  /// - Precondition: `atLeast` is within 0...1.
  package init(fields: [String], atLeast: Double) {
    precondition((0...1).contains(atLeast), "at least \(atLeast)")
    self.fields = fields
    self.atLeast = atLeast
  }

  /// The required fields that too few requests, or too little of the cost, say.
  ///
  /// Both shares count: a few dear requests without an owner are as bad as many cheap ones.
  package func shortfalls(in coverages: [FieldCoverage]) -> [FieldCoverage] {
    let limit = atLeast * (1 - Self.slack)
    return coverages.filter { coverage in
      fields.contains(coverage.field)
        && (coverage.requests < limit || (coverage.cost ?? 1) < limit)
    }
  }
}
