/// The parametric families of the scenario language, by their JSON name.
package enum LawFamily: String, Sendable, CaseIterable {
  case lognormal, normal, uniform, triangular, pert, beta, gamma, weibull, exponential, pareto
  case poisson, negativeBinomial, binomial, geometric, bernoulli
}
