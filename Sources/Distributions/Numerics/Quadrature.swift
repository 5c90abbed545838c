/// Integrals of smooth functions for the few moments that have no closed form.
enum Quadrature {
  private static let nodes: [Double] = [
    0.095012509837637440185, 0.28160355077925891323, 0.45801677765722738634,
    0.61787624440264374845, 0.7554044083550030339, 0.86563120238783174388,
    0.94457502307323257608, 0.9894009349916499326,
  ]
  private static let weights: [Double] = [
    0.18945061045506849629, 0.18260341504492358887, 0.16915651939500253819,
    0.14959598881657673208, 0.12462897125553387205, 0.09515851168249278481,
    0.062253523938647892863, 0.027152459411754094852,
  ]

  /// A panel is halved until its halves agree with it to this share of the whole integral.
  private static let tolerance = 1e-15

  private static let deepest = 40

  /// Halvings after which an integral is what it is: rounding noise larger than the tolerance would
  /// be halved for ever.
  private static let mostHalvings = 4096

  /// ∫ f over from...to by adaptive 16-point Gauss–Legendre quadrature.
  ///
  /// Relative error about 1e-14 for a function that is smooth within each piece.
  ///
  /// - Parameters:
  ///   - pieces: Points where f bends sharply; those outside the interval are ignored.
  /// - Source: Golub & Welsch (1969) for the rule; Gander & Gautschi (2000) for the adaption.
  static func integral(
    from lower: Double, to upper: Double, pieces: [Double] = [], _ f: (Double) -> Double
  ) -> Double {
    let cuts = [lower] + pieces.filter { $0 > lower && $0 < upper }.sorted() + [upper]
    var panels: [(from: Double, to: Double, value: Double, size: Double)] = []
    for (start, end) in zip(cuts, cuts.dropFirst()) {
      // Eight panels a piece, so that a narrow peak is not overlooked.
      let width = (end - start) / 8
      for index in 0..<8 {
        let from = start + Double(index) * width
        let to = index == 7 ? end : start + Double(index + 1) * width
        let (value, size) = panel(from, to, f)
        panels.append((from, to, value, size))
      }
    }
    var progress = Progress(size: panels.reduce(0) { $0 + $1.size })
    guard progress.size > 0 else { return 0 }
    return panels.reduce(0) {
      $0 + refined($1.from, $1.to, (value: $1.value, size: $1.size), depth: 0, &progress, f)
    }
  }

  private struct Progress {
    /// ∫ |f| as far as it is known.
    var size: Double
    var halvings = 0
  }

  private static func refined(
    _ from: Double, _ to: Double, _ whole: (value: Double, size: Double), depth: Int,
    _ progress: inout Progress, _ f: (Double) -> Double
  ) -> Double {
    let middle = from + (to - from) / 2
    let left = panel(from, middle, f)
    let right = panel(middle, to, f)
    let sum = left.value + right.value
    // A peak between the nodes of the first panels shows only now.
    progress.size += left.size + right.size - whole.size
    progress.halvings += 1
    guard abs(sum - whole.value) > tolerance * progress.size, depth < deepest,
      progress.halvings < mostHalvings
    else { return sum }
    return refined(from, middle, left, depth: depth + 1, &progress, f)
      + refined(middle, to, right, depth: depth + 1, &progress, f)
  }

  /// The integral over one panel, and that of |f|.
  private static func panel(
    _ from: Double, _ to: Double, _ f: (Double) -> Double
  ) -> (value: Double, size: Double) {
    let half = (to - from) / 2
    let center = from + half
    var value = 0.0
    var size = 0.0
    for index in nodes.indices {
      let (low, high) = (f(center - half * nodes[index]), f(center + half * nodes[index]))
      value += weights[index] * (low + high)
      size += weights[index] * (abs(low) + abs(high))
    }
    return (half * value, half * size)
  }
}
