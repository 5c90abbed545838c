import Foundation
import Summaries

/// A verdict as a person would say it.
struct GateSentence {
  let gate: Gate
  let measurement: Measurement
  let confidence: Double
  /// 1-based; `nil` for a gate that does not cover every month.
  let month: Int?

  var text: String {
    guard let value = measurement.value else {
      return "No trial defines \(gate.metric.description), so the gate cannot be shown to hold."
    }
    if let change = gate.change { return text(of: change, value.value) }
    let place = month.map { " in month \($0), the worst" } ?? ""
    return "\(subject) is \(format(value.value))\(place)\(spread): \(outcome)."
  }

  /// "The P95 of cost.month rises by 12.3 % over the base in month 3, the worst: ..."
  private func text(of change: Gate.Change, _ value: Double) -> String {
    let place = month.map { " in month \($0), the worst" } ?? ""
    guard value != 0 else {
      return "\(subject) is as in the base\(place)\(spread): \(outcome)."
    }
    guard value.isFinite else {
      return "\(subject) was nothing in the base and is something now\(place): \(outcome)."
    }
    return "\(subject) \(value > 0 ? "rises" : "falls") by \(format(value.magnitude)) "
      + "from the base\(place)\(spread): \(outcome)."
  }

  private var subject: String {
    let metric = gate.metric.description
    switch gate.aggregation {
    case .mean: return "The mean of \(metric)"
    case .quantile(let probability):
      return "The P\(Self.significant(6, probability * 100)) of \(metric)"
    case .tailMean(let probability):
      return
        "The mean of \(metric) in its highest \(Self.significant(6, 100 - probability * 100)) %"
    case .probability(let comparison, let bound):
      return "The probability of \(metric) \(comparison.rawValue) \(Self.significant(15, bound))"
    }
  }

  private var spread: String {
    guard let interval = measurement.interval else { return "" }
    let (low, high) = (format(interval.lowerBound), format(interval.upperBound))
    guard low != high else { return "" }
    return " (\(Self.significant(4, confidence * 100)) % interval \(low) to \(high))"
  }

  private var outcome: String {
    let limit = "\(gate.comparison.rawValue) \(limitText)"
    switch measurement.verdict {
    case .pass: return "\(limit) holds"
    case .fail, .warn: return "\(limit) does not hold"
    case .inconclusive:
      return "\(limit) cannot be decided with this many trials"
    }
  }

  /// The limit to every digit that was typed.
  private var limitText: String {
    signed(gate.limit, Self.significant(15, scaled(gate.limit.magnitude)))
  }

  private var isPercent: Bool { gate.change == .relative }

  private func scaled(_ value: Double) -> Double { isPercent ? 100 * value : value }

  private func format(_ value: Double) -> String {
    guard value.isFinite else { return value > 0 ? "beyond the horizon" : "unbounded" }
    let magnitude = scaled(value.magnitude)
    var decimals: Int
    if isDollars, magnitude >= 1 {
      decimals = magnitude >= 1000 ? 0 : 2
    } else {
      decimals = magnitude > 0 ? min(max(3 - Int(log10(magnitude).rounded(.down)), 0), 12) : 0
    }
    // A number that differs from the limit must not read as the limit.
    while decimals < 12, value != gate.limit, fixed(decimals, value) == fixed(decimals, gate.limit)
    {
      decimals += 1
    }
    return fixed(decimals, value)
  }

  private func fixed(_ decimals: Int, _ value: Double) -> String {
    signed(value, String(format: "%.\(decimals)f", scaled(value.magnitude)))
  }

  private func signed(_ value: Double, _ digits: String) -> String {
    (value < 0 ? "-" : "") + (isDollars ? "$" : "") + Self.grouped(digits) + (isPercent ? " %" : "")
  }

  private var isDollars: Bool {
    if isPercent { return false }
    if case .probability = gate.aggregation { return false }
    return gate.metric.name.unit == .dollars || gate.metric.name.unit == .dollarsPerUnit
  }

  /// So many significant digits at most, without trailing zeros.
  private static func significant(_ digits: Int, _ value: Double) -> String {
    String(format: "%.\(digits)g", value)
  }

  /// Puts commas between thousands.
  private static func grouped(_ digits: String) -> String {
    let whole = digits.prefix { $0 != "." }
    var text = ""
    for (position, digit) in whole.enumerated() {
      if position > 0, (whole.count - position) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text + digits.dropFirst(whole.count)
  }
}
