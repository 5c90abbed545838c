import Distributions
import Kernels
import Scenarios

/// Draws one length of requests by the column: a number, or a law with the parameters of a trial.
package struct LengthDraw {
  private enum Kind {
    case constant(Double)
    case logNormal(LogNormal)
    case normal(Normal)
    case exponential(Exponential)
    case gamma(Gamma)
    case mixture([Part])
    /// By its quantile function, one number at a time.
    case law(any Law)
  }

  /// A part of a mixture.
  private struct Part {
    /// Probability of it and of those before it.
    let end: Double
    let length: LengthDraw
  }

  private let kind: Kind
  /// Lengths beyond count as the bound; below 0 there are none.
  private var lower = 0.0
  private var upper = Double.infinity
  private let isBounded: Bool

  init(_ field: EventQuantity, _ inputs: Inputs) {
    switch field.value {
    case .fixed(let quantity): self.init(constant: inputs(quantity))
    case .varying(let varying): self.init(inputs.law(varying))
    case .measured(let law, _): self.init(law)
    }
  }

  init(constant: Double) {
    kind = .constant(constant)
    isBounded = false
  }

  package init(_ law: any Law) {
    var inner = law
    if let censored = law as? Censored {
      inner = censored.base
      lower = max(censored.support.lowerBound, 0)
      upper = max(censored.support.upperBound, 0)
    }
    switch inner {
    case let law as LogNormal: kind = .logNormal(law)
    case let law as Normal: kind = .normal(law)
    case let law as Exponential: kind = .exponential(law)
    case let law as Gamma: kind = .gamma(law)
    case let law as Mixture: kind = .mixture(Self.parts(law))
    default: kind = .law(inner)
    }
    isBounded = inner.support.lowerBound < lower || inner.support.upperBound > upper
  }

  private static func parts(_ mixture: Mixture) -> [Part] {
    var end = 0.0
    return mixture.components.map { component in
      end += component.weight
      return Part(end: end, length: LengthDraw(component.law))
    }
  }

  /// `nil` where the length varies.
  var constant: Double? {
    if case .constant(let value) = kind { value } else { nil }
  }

  /// Fills a column with lengths, exact in law.
  package func fill(_ column: inout MutableSpan<Double>, _ stream: inout RandomStream) {
    switch kind {
    case .constant(let value):
      for place in column.indices { column[place] = value }
    case .logNormal(let law):
      stream.logNormals(
        logMean: law.logMean, logStandardDeviation: law.logStandardDeviation, into: &column)
    case .normal(let law):
      stream.normals(into: &column)
      for place in column.indices {
        column[place] = law.mean + law.standardDeviation * column[place]
      }
    case .exponential(let law):
      stream.exponentials(into: &column)
      for place in column.indices { column[place] *= law.mean }
    case .gamma(let law): fill(law, &column, &stream)
    case .mixture(let parts): fill(parts, &column, &stream)
    case .law(let law):
      stream.uniforms(into: &column)
      for place in column.indices { column[place] = law.quantile(column[place]) }
    }
    guard isBounded else { return }
    for place in column.indices { column[place] = min(max(column[place], lower), upper) }
  }

  /// Of shapes below 1 by a gamma number of the shape above, times U to the power of 1 / shape.
  ///
  /// - Source: Marsaglia & Tsang, "A simple method for generating gamma variables", ACM TOMS 26
  ///   (2000), section 6.
  private func fill(
    _ law: Gamma, _ column: inout MutableSpan<Double>, _ stream: inout RandomStream
  ) {
    guard law.shape < 1 else {
      stream.gammas(shape: law.shape, into: &column)
      for place in column.indices { column[place] *= law.scale }
      return
    }
    var powers = [Double](repeating: 0, count: column.count)
    var span = powers.mutableSpan
    stream.exponentials(into: &span)
    for place in span.indices { span[place] /= -law.shape }
    var factors = [Double](repeating: 0, count: column.count)
    var results = factors.mutableSpan
    BlockKernels.widest.exponentials(of: powers.span, into: &results)
    stream.gammas(shape: law.shape + 1, into: &column)
    for place in column.indices { column[place] *= law.scale * factors[place] }
  }

  /// The parts of all places first, then each part's lengths by the column.
  private func fill(
    _ parts: [Part], _ column: inout MutableSpan<Double>, _ stream: inout RandomStream
  ) {
    stream.uniforms(into: &column)
    var chosen = [Int](repeating: 0, count: column.count)
    var counts = [Int](repeating: 0, count: parts.count)
    for place in column.indices {
      var part = 0
      while part < parts.count - 1, column[place] >= parts[part].end { part += 1 }
      chosen[place] = part
      counts[part] += 1
    }
    var lengths = [Double](repeating: 0, count: column.count)
    for (part, count) in counts.enumerated() where count > 0 {
      lengths.withUnsafeMutableBufferPointer { values in
        var span = UnsafeMutableBufferPointer(rebasing: values[..<count]).mutableSpan
        parts[part].length.fill(&span, &stream)
      }
      var next = 0
      for place in chosen.indices where chosen[place] == part {
        column[place] = lengths[next]
        next += 1
      }
    }
  }
}
