/// The checklist, answered: by files where they show it, else by people.
package struct ReadinessAssessment: Sendable {
  package enum Maturity: String, Sendable {
    case crawl, walk, run

    /// - Source: FinOps-for-AI guide: 0 to 4 crawl, 5 to 8 walk, 9 to 12 run. Its list has thirteen items;
    ///   all thirteen are run as well.
    package init(score: Int) {
      self = score <= 4 ? .crawl : score <= 8 ? .walk : .run
    }

    package var focus: String {
      switch self {
      case .crawl: "begin with visibility; nothing else means much without it"
      case .walk: "work on unit economics and on the choice of models"
      case .run: "automate governance, and prepare for agents"
      }
    }
  }

  package struct Line: Sendable {
    package let item: ReadinessItem
    /// What counts.
    package let answer: ReadinessAnswer
    package let proof: ReadinessProof?
    /// What somebody said; `nil` where nobody did.
    package let said: ReadinessAnswer?

    /// Whether somebody said the opposite of what a file shows.
    package var isContradicted: Bool {
      guard let proof, let said, said != .unknown else { return false }
      return (said == .yes) != proof.holds
    }
  }

  package let lines: [Line]

  /// A file goes before an answer.
  package init(
    answers: [ReadinessItem: ReadinessAnswer], proofs: [ReadinessItem: ReadinessProof]
  ) {
    lines = ReadinessItem.allCases.map { item in
      let proof = proofs[item]
      let shown = proof.map { $0.holds ? ReadinessAnswer.yes : .no }
      return Line(
        item: item, answer: shown ?? answers[item] ?? .unknown, proof: proof, said: answers[item])
    }
  }

  package var score: Int { lines.count { $0.answer == .yes } }
  package var maturity: Maturity { Maturity(score: score) }

  /// What to do next, in the order of the list: its first area is the foundation of the others.
  package var open: [Line] { lines.filter { $0.answer != .yes } }
}
