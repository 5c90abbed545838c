/// How the model chooses the tokens of an answer, and what that does to the answer.
package struct TokenChoice: Sendable {
  /// Length of an answer over the stated one.
  package let length: Quantity
  /// Share of the answers that are as good as at the stated settings, 0...1.
  package let quality: Quantity

  package init(length: Quantity, quality: Quantity) {
    self.length = length
    self.quality = quality
  }
}

/// `temperature`, `topP` and `topK` of a call.
package struct TokenSettings: Sendable {
  /// 0...2.
  package let temperature: Double
  /// Above 0, to 1: what the tokens to choose from sum to.
  package let topP: Double
  /// Tokens to choose from, 1 or more; `nil` for all.
  package let topK: Int?

  /// - Parameter temperature: The providers' default is 1.
  package init(temperature: Double = 1, topP: Double = 1, topK: Int? = nil) {
    self.temperature = temperature
    self.topP = topP
    self.topK = topK
  }

  /// The temperature at which unrestricted choice is about as free.
  ///
  /// Choice is greedy, which is a temperature of 0, where one token is left, and as free as the
  /// temperature says where all are. Between these two exact ends the line is an assumption: no public
  /// measurement of `topP` and `topK` is known to us.
  package var effectiveTemperature: Double {
    temperature * topP * (topK.map { 1 - 1 / Double($0) } ?? 1)
  }

  /// Length of an answer over its length at temperature 1.
  package var length: Double { Self.lengths.value(at: effectiveTemperature) }

  /// Success of an answer over that at temperature 1.
  package var quality: Double { Self.qualities.value(at: effectiveTemperature) }

  /// From here on one model alone was measured.
  static let wellMeasured = 1.0
  /// Nothing was measured beyond.
  static let lastMeasured = lengths.last

  /// Up to 1 the mean growth of 13 series of model and prompt, 5.2 % (-7 to +34 %); beyond, one
  /// model's tokens per answered question: from 1.4 on it begins to ramble.
  ///
  /// - Source: github.com/matthewrenze/jhu-llm-temperature, data/results/results.csv; beyond 1 the
  ///   series gpt-35-turbo, chain of thought, comprehensive-100.
  private static let lengths = MeasuredLine([
    (0, 1 / 1.052), (1, 1), (1.1, 1.042), (1.2, 1.057), (1.3, 1.175), (1.4, 1.593), (1.5, 2.437),
    (1.6, 2.695),
  ])

  /// The same series: accuracy over its mean of 0.618 at temperatures of 0 to 1, where no trend shows
  /// (Renze and Guven 2024, arXiv:2402.05201, Kruskal–Wallis); its standard error is 0.08, so that up
  /// to 1.3 it is not told from 1.
  private static let qualities = MeasuredLine([
    (1.3, 1), (1.4, 0.906), (1.5, 0.566), (1.6, 0.081),
  ])
}

/// Straight between measured points, constant beyond them.
private struct MeasuredLine {
  private let points: [(x: Double, y: Double)]

  init(_ points: [(x: Double, y: Double)]) {
    self.points = points
  }

  var last: Double { points[points.count - 1].x }

  func value(at x: Double) -> Double {
    guard let next = points.firstIndex(where: { $0.x > x }) else {
      return points[points.count - 1].y
    }
    guard next > 0 else { return points[0].y }
    let (a, b) = (points[next - 1], points[next])
    return a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)
  }
}
