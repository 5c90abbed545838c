import Distributions
import Kernels
import Scenarios

/// Draws one length of a request: a number, or a law with the parameters of a trial.
enum LengthDraw {
  case constant(Double)
  /// Of shape 1 or more, drawn by rejection: ten times as fast as by its quantile function.
  case gamma(Gamma)
  case law(any Law)

  init(_ field: EventQuantity, _ inputs: Inputs) {
    switch field.value {
    case .fixed(let quantity): self = .constant(inputs(quantity))
    case .varying(let varying):
      let law = inputs.law(varying)
      if let gamma = law as? Gamma, gamma.shape >= 1 {
        self = .gamma(gamma)
      } else {
        self = .law(law)
      }
    case .measured(let law, _): self = .law(law)
    }
  }

  func callAsFunction(_ stream: inout RandomStream) -> Double {
    switch self {
    case .constant(let value): value
    case .gamma(let law): law.scale * stream.gamma(shape: law.shape)
    case .law(let law): max(law.quantile(stream.uniform()), 0)
    }
  }
}
