import Governance
import Kernels
import Reports
import Scenarios
import Simulation
import Summaries

/// Measures the policies worth it with all trials, and gathers what a search prints.
struct OptimizationAssembly {
  let search: PolicySearch
  let full: SimulationOptions
  let warnings: [Diagnostic]

  private typealias Entry = PolicySearch.Entry

  init(_ search: PolicySearch, full: SimulationOptions, warnings: [Diagnostic]) {
    self.search = search
    self.full = full
    self.warnings = warnings
  }

  func result(
    progress: (Double) -> Void
  ) async throws(CogcastError) -> FeatureOptimization {
    let found = preferred
    let allowed = found.filter { $0.point != nil }
    let shortlist = PolicyShortlist(allowed.map(\.measurement)) {
      areNear(allowed[$0], allowed[$1])
    }
    var entries: [Entry] = []
    let base = found.first { isBase($0) }
    let chosen = shortlist.policies.map { allowed[$0] }
    let missing = base.map { base in chosen.contains { isBase($0) } ? [] : [base] } ?? []
    let all = missing + chosen
    for (number, entry) in all.enumerated() {
      entries.append(try await measuredAgain(entry))
      progress(Double(number + 1) / Double(all.count))
    }
    // Of equally good ones the first stays first: the one that changes least.
    entries = entries.enumerated().sorted {
      ($0.element.measurement.cost, $0.offset) < ($1.element.measurement.cost, $1.offset)
    }.map(\.element)
    let optimization = document(entries, shortlist)
    let best = optimization.contest.flatMap { entries[$0.best].point }
    return FeatureOptimization(
      optimization,
      bestText: best.map { String(decoding: search.space.text(at: $0), as: UTF8.self) })
  }

  /// Those that change less come first; then as they were measured, the file's own first of all.
  private var preferred: [Entry] {
    search.measured.enumerated().sorted {
      (changes($0.element).count, $0.offset) < (changes($1.element).count, $1.offset)
    }.map(\.element)
  }

  private func changes(_ entry: Entry) -> [Int] {
    entry.point.map { search.space.changes(at: $0) } ?? []
  }

  private func areNear(_ first: Entry, _ second: Entry) -> Bool {
    guard let first = first.point, let second = second.point else { return false }
    return search.space.areNear(first, second)
  }

  private func isBase(_ entry: Entry) -> Bool { changes(entry).isEmpty }

  private func measuredAgain(_ entry: Entry) async throws(CogcastError) -> Entry {
    if full.trials == search.options.trials { return entry }
    let policy = try entry.point.map { point throws(CogcastError) in
      try search.space.scenario(at: point)
    }
    return Entry(
      point: entry.point,
      measurement: try await search.measurement(of: policy ?? search.space.feature, full))
  }

  private func document(_ entries: [Entry], _ shortlist: PolicyShortlist) -> ForecastOptimization {
    let space = search.space
    let measurements = entries.map(\.measurement)
    let front = Set(
      measurements.map { DesignScore(objectives: $0.costs) }.fronts.first ?? [])
    let policies = entries.indices.map { index in
      let entry = entries[index]
      return ForecastOptimization.Policy(
        values: entry.point.map { space.values(at: $0) } ?? space.decisions.map(\.current),
        changes: changes(entry), isAllowed: entry.point != nil, measurement: entry.measurement,
        isOnFront: front.contains(index))
    }
    let base = policies.firstIndex { $0.changes.isEmpty } ?? 0
    let allowed = policies.indices.filter { policies[$0].isAllowed }
    let closest = allowed.min {
      (measurements[$0].violation, $0) < (measurements[$1].violation, $1)
    }
    return ForecastOptimization(
      run: record, goal: search.goal,
      decisions: space.decisions.map {
        ForecastOptimization.Choice(path: $0.path, allowed: $0.allowed, current: $0.current)
      },
      search: ForecastOptimization.Search(
        method: search.isExhaustive ? .exhaustive : .search, policies: space.count,
        evaluated: search.measured.count, refused: search.refused, refusal: search.refusal,
        trials: search.options.trials, repeated: shortlist.repeated, omitted: shortlist.omitted),
      policies: policies, base: base, contest: contest(entries, allowed, base: base),
      closest: closest ?? base,
      warnings: warnings.map { Warning(location: $0.location, message: $0.message) })
  }

  private func contest(
    _ entries: [Entry], _ allowed: [Int], base: Int
  ) -> ForecastOptimization.Contest? {
    let measurements = entries.map(\.measurement)
    let rivals = allowed.map { measurements[$0] }
    let contest = PolicyContest(rivals, seed: full.seed) {
      areNear(entries[allowed[$0]], entries[allowed[$1]])
    }
    guard let contest else { return nil }
    let best = allowed[contest.best]
    let goal = search.goal.objective
    let mine = measurements[best].objective?.replicated
    let its = measurements[base].objective?.replicated
    let baseCostsMore = mine.flatMap { mine in
      its.map { its in its.against(mine) { goal.cost($0) - goal.cost($1) }.estimate }
    }
    return ForecastOptimization.Contest(
      best: best, next: contest.next.map { allowed[$0] }, ties: contest.ties.map { allowed[$0] },
      probabilityBest: contest.probabilityBest, nextCostsMore: contest.nextCostsMore,
      betterThanNext: contest.betterThanNext, baseCostsMore: baseCostsMore,
      relaxations: Relaxation.all(rivals, best: contest.best).map {
        Relaxation(constraint: $0.constraint, policy: allowed[$0.policy], gain: $0.gain)
      },
      undecided: allowed.filter {
        measurements[$0].verdict == .inconclusive
          && measurements[$0].cost < measurements[best].cost
      })
  }

  private var record: RunRecord {
    RunRecord(
      version: cogcastVersion, search.space.feature.scenario, options: full, trials: full.trials)
  }
}
