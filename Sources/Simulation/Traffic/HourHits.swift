/// Hit rates of the sessions that begin in the hours of one level, worked out where they are asked for.
///
/// By week and call, as in ``SharedPrefixes``.
final class HourHits {
  let prefixes: SharedPrefixes
  private let prefix: PrefixHits
  private let levels: [HourLevel]
  /// By kind of the prefixes.
  private let loads: [PrefixLoads]
  /// By level; empty where they are not known yet.
  private var all: [[Double]]
  private var alone: [[Double]]

  init(
    _ prefixes: SharedPrefixes, _ prefix: PrefixHits, _ loads: [PrefixLoads], levels: [HourLevel]
  ) {
    self.prefixes = prefixes
    self.prefix = prefix
    self.loads = loads
    self.levels = levels
    all = levels.map { _ in [] }
    alone = all
  }

  func rates(level: Int) -> [Double] {
    if all[level].isEmpty { all[level] = rates(level, isAlone: false) }
    return all[level]
  }

  /// The same where no other session that loads a capacity begins in the hour: busy hours never ask.
  func ratesAlone(level: Int) -> [Double] {
    if alone[level].isEmpty { alone[level] = rates(level, isAlone: true) }
    return alone[level]
  }

  private func rates(_ level: Int, isAlone: Bool) -> [Double] {
    var prefix = prefix
    prefix.level = levels[level]
    prefix.isAlone = isAlone
    return prefixes.rates(prefix, loads)
  }
}
