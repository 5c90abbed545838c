import Glibc

/// A number as people write it: the shortest digits that give it back, whole numbers without ".0".
func figure(_ value: Double) -> String {
  if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
  return value.description
}

/// A number to at most four significant digits, for messages and descriptions.
func roundedFigure(_ value: Double) -> String {
  guard value.isFinite, value != 0 else { return figure(value) }
  let digits = 3 - Int(log10(abs(value)).rounded(.down))
  guard abs(digits) < 300 else { return figure(value) }
  // A power of ten of negative exponent is not exact: divide by the positive one.
  let scale = pow(10, Double(abs(digits)))
  let rounded =
    digits >= 0 ? (value * scale).rounded() / scale : (value / scale).rounded() * scale
  return figure(rounded)
}
