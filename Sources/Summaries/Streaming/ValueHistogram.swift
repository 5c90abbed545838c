/// How many values fall into each of many narrow buckets: what is kept of values that come one after
/// another, however many.
///
/// Buckets are equally wide where the first values were, and as wide as a share of the distance from there
/// farther out. A bucket knows the one value that comes up in it again and again.
package struct ValueHistogram: Sendable {
  /// Maps values to buckets: a bucket is a range of 1 + |value - centre| / scale with one power of two
  /// and the same first bits behind the point.
  private struct Grid {
    /// Of the first values the median, and half of what lies between the P10 and the P90.
    let centre: Double
    let scale: Double

    /// Of the scale where that is nothing: of the median, or where that is 0 too.
    private static let leastScale = 0x1p-40

    init(_ values: [Double]) {
      let sorted = values.filter(\.isFinite).sorted()
      centre = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
      let range =
        sorted.isEmpty ? 0 : sorted[sorted.count * 9 / 10] - sorted[sorted.count / 10]
      let least = Self.leastScale * (centre == 0 ? 1 : centre.magnitude)
      scale = max(range / 2, least)
    }

    private static let first = Int(1.0.bitPattern >> (52 - UInt64(ValueHistogram.bits)))

    /// Rises with the value.
    func bucket(of value: Double) -> Int {
      let distance = (value - centre) / scale
      let place = (1 + distance.magnitude).bitPattern >> (52 - UInt64(ValueHistogram.bits))
      return distance < 0 ? ~(Int(place) - Self.first) : Int(place) - Self.first
    }

    func bounds(of bucket: Int) -> (low: Double, high: Double) {
      func distance(_ place: Int) -> Double {
        scale * (Double(bitPattern: UInt64(place + Self.first) << (52 - UInt64(bits))) - 1)
      }
      return bucket < 0
        ? (centre - distance(~bucket + 1), centre - distance(~bucket))
        : (centre + distance(bucket), centre + distance(bucket + 1))
    }
  }

  /// Bits behind the point. Two hundred buckets are a standard deviation then, a hundred from 1.3 of them on:
  /// straight inside each, a normal distribution function is met to 3e-6 (an eighth of the width squared
  /// times the slope of the density), where chance leaves 2e-5 of a P99 of 16 million trials.
  private static let bits = 8
  private static let bucketsOfPage = 1 << bits
  /// Values that differ by less than this part are equal but for rounding.
  private static let rounding = 1e-12

  private var grid: Grid?
  /// Where the buckets of a power of two begin.
  private var pages: [Int: Int] = [:]
  private var counts: [UInt32] = []
  /// By bucket a value that comes up more than once, if any, and how often it has.
  private var values: [Double] = []
  private var equals: [UInt32] = []
  package private(set) var count = 0

  package init() {}

  /// - Parameter added: NaN is left out; infinity is a value.
  package mutating func add(_ added: [Double]) {
    let defined = added.filter { !$0.isNaN }
    guard !defined.isEmpty else { return }
    let grid = grid ?? Grid(defined)
    self.grid = grid
    var page = (number: 0, start: start(ofPage: 0))
    for value in defined {
      let bucket = grid.bucket(of: value)
      let number = bucket >> Self.bits
      if number != page.number { page = (number, start(ofPage: number)) }
      add(value, at: page.start + bucket - number << Self.bits)
    }
  }

  private mutating func add(_ value: Double, at place: Int) {
    if values[place] == value
      || (values[place] - value).magnitude <= Self.rounding * value.magnitude
    {
      equals[place] += 1
    } else if equals[place] <= 1 {
      values[place] = value
      equals[place] = 1
    }
    counts[place] += 1
    count += 1
  }

  private mutating func start(ofPage number: Int) -> Int {
    if let start = pages[number] { return start }
    let start = counts.count
    pages[number] = start
    counts.append(contentsOf: repeatElement(0, count: Self.bucketsOfPage))
    values.append(contentsOf: repeatElement(.nan, count: Self.bucketsOfPage))
    equals.append(contentsOf: repeatElement(0, count: Self.bucketsOfPage))
    return start
  }

  /// Values of a bucket; its ends are equal where all of them are.
  struct Bucket {
    let low: Double
    let high: Double
    let count: Int
  }

  /// In the order of their values.
  var buckets: [Bucket] {
    guard let grid else { return [] }
    return pages.sorted { $0.key < $1.key }.flatMap { number, start in
      (0..<Self.bucketsOfPage).flatMap { place in
        let count = Int(counts[start + place])
        let equal = equals[start + place] > 1 || count == 1 ? Int(equals[start + place]) : 0
        let value = values[start + place]
        let bounds = grid.bounds(of: number << Self.bits + place)
        return [
          Bucket(low: value, high: value, count: equal),
          Bucket(low: bounds.low, high: bounds.high, count: count - equal),
        ].filter { $0.count > 0 }
      }
    }
  }
}
