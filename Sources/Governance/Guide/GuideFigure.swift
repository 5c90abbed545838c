import Scenarios

/// A figure that the FinOps-for-AI guide prints, and the forecast that is held against it.
package struct GuideFigure: Sendable {
  /// With which inputs a figure is forecast.
  package enum Reading: String, Sendable, CaseIterable {
    /// With what the guide leaves out.
    case assumed
    /// With the guide's inputs as they stand.
    case asPrinted
  }

  /// What a figure counts; it is only for how numbers are written.
  package enum Unit: String, Sendable, CaseIterable {
    case dollars, share, times, count
  }

  /// What the guide prints.
  package enum Printed: Sendable, Equatable {
    /// A number that stands for all that round to it.
    case rounded(Double, to: Double)
    /// A range; `nil` where it is open.
    case range(from: Double?, to: Double?)
  }

  /// A number of one scenario's forecast.
  package struct Quantity: Sendable {
    /// The name of a file beside the list.
    package let scenario: String
    package let measure: String
    /// Where the quantity, and its measure, are written.
    package let location: SourceLocation
    package let measureLocation: SourceLocation
  }

  package let name: String
  /// Where the guide prints it.
  package let place: String
  package let reading: Reading
  package let assumption: String
  package let quantity: Quantity
  /// What the quantity is divided by; `nil` for one that stands alone.
  package let divisor: Quantity?
  package let unit: Unit
  package let printed: Printed

  package var quantities: [Quantity] { [quantity] + (divisor.map { [$0] } ?? []) }
}
