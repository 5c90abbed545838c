import Summaries

/// The power of ten that the numbers of a column are counted in, e.g. millions.
struct DecimalScale: Equatable {
  let exponent: Int

  static let one = DecimalScale(exponent: 0)

  /// What a number is multiplied by before it is written.
  var factor: Double { Self.power(-exponent) }

  /// What is written behind it.
  var suffix: String {
    switch exponent {
    case 0: ""
    case 3: " k"
    case 6: " M"
    case 9: " bn"
    default: "e\(exponent)"
    }
  }

  private init(exponent: Int) {
    self.exponent = exponent
  }

  /// The scale that people expect: single dollars up to a billion, single tokens up to a million,
  /// and a power of ten where the number would be all noughts otherwise.
  init(natural size: Double, in unit: MetricName.Unit) {
    let isTiny = size < 9.995e-5 && !unit.isPercent
    if unit == .months {
      self = .one
    } else if size >= 1e15 || isTiny {
      self.init(engineering: size)
    } else if size >= 1e12 {
      self.init(exponent: 9)
    } else {
      self.init(exponent: size >= (unit.isMoney ? 1e9 : 1e6) ? 6 : 0)
    }
  }

  /// The power of a thousand that leaves one to three digits in front of the point.
  init(engineering size: Double) {
    self.init(exponent: Self.exponent(of: size, step: 3))
  }

  /// The power of ten that leaves one digit in front of the point.
  init(scientific size: Double) {
    self.init(exponent: Self.exponent(of: size, step: 1))
  }

  /// The multiple of `step` that leaves `size`, rounded to three digits, at least 1; none for zero
  /// and for what is next to zero or beyond every number.
  private static func exponent(of size: Double, step: Int) -> Int {
    guard (1e-200...1e200).contains(size) else { return 0 }
    var exponent = 0
    while size * power(-exponent - step) >= 0.9995 { exponent += step }
    while size * power(-exponent) < 0.9995 { exponent -= step }
    return exponent
  }

  /// A power of ten to its last bit.
  private static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? .nan }
}

extension MetricName.Unit {
  var isMoney: Bool { self == .dollars || self == .dollarsPerUnit || self == .dollarsPerSession }

  /// Whether it is written as a share of a hundred.
  var isPercent: Bool { self == .fraction || self == .ratio }
}
