import Scenarios
import Simulation

extension Mechanism {
  static let router = Mechanism(
    "router", "router",
    "A threshold on a score sends sessions to a small or a large model. Its curve says what share of"
      + " the gap in success it recovers by the share it sends to the large one.",
    fields: [
      .part("small", "routerSide"), .part("large", "routerSide"), .value("curve"),
      .value("shareToLarge"), .value("gapRecovered"),
    ],
    metrics: [.costPerUnit, .costPerSuccessfulUnit, .qualitySuccess, .routingEscalationShare],
    sources: routingSources, guide: .sessionModel
  ) { site in
    if case .router(let router) = site.policy { routerFigures(router) } else { [] }
  }

  static let routerSide = Mechanism(
    "routerSide", "model of a router", "A model, and its success on all sessions.",
    fields: [.value("model"), .value("success")], sources: routingSources, guide: .sessionModel
  ) { site in
    if case .router(let router) = site.policy { routerFigures(router) } else { [] }
  }

  static func routerFigures(_ router: Router) -> [Figure] {
    [
      Figure("ps", "success of \(router.small.model) on all sessions", "") {
        $0(router.small.success)
      },
      Figure("pl", "success of \(router.large.model) on all sessions", "") {
        $0(router.large.success)
      },
      Figure("w", "sessions sent to the large model", "") { router.setting($0).share },
      Figure("g", "share of the gap recovered (PGR), from the curve", "") {
        router.setting($0).recovered
      },
      Figure("Q", "success of a session", "", "min(max(ps + g * (pl - ps), 0), 1)") {
        $0.mainRoutes()[0].success
      },
      Figure("A", "mean of PGR over all shares (APGR)", "") { _ in
        router.curve.averageGapRecovered
      },
      Figure("c50", "smallest share that recovers half of the gap (CPT 50 %)", "") { _ in
        router.curve.share(recovering: 0.5)
      },
      Figure("c80", "smallest share that recovers 80 % of it (CPT 80 %)", "") { _ in
        router.curve.share(recovering: 0.8)
      },
    ]
  }
}
