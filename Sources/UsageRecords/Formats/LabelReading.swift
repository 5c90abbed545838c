extension FieldReader {
  /// An object of labels that people choose; `nil` where the value is none: such keys belong to
  /// nobody, and what others keep there is no error.
  func labels(_ key: StaticString) throws(FieldError) -> FieldReader? {
    guard let value = try value(key), value.kind == .object else { return nil }
    return try FieldReader(value, at: pointer + "/\(key)")
  }
}

extension Attribution {
  /// Takes the labels whose keys are those of a record, in this project's spelling or with underscores.
  ///
  /// They replace what the system's own fields say: somebody wrote them for this purpose.
  mutating func takeLabels(of object: FieldReader?) throws(FieldError) {
    guard let object else { return }
    var labels = Attribution()
    labels.feature = try object.firstLabel("feature")
    labels.user = try object.firstLabel("user", "user_id", "userId")
    labels.session = try object.firstLabel("session", "session_id", "sessionId")
    labels.trace = try object.firstLabel("trace")
    labels.promptTemplate = try object.firstLabel("promptTemplate", "prompt_template")
    labels.environment = try object.firstLabel("environment")
    labels.team = try object.firstLabel("team")
    labels.costCenter = try object.firstLabel("costCenter", "cost_center")
    take(labels)
  }

  /// Replaces the fields that `other` has.
  mutating func take(_ other: Attribution) {
    for field in Field.allCases {
      if let value = other[field] { self[field] = value }
    }
  }
}

extension FieldReader {
  /// The first of the keys that holds a label; other values are somebody else's.
  fileprivate func firstLabel(_ keys: StaticString...) throws(FieldError) -> String? {
    for key in keys {
      if let label = try value(key)?.label { return label }
    }
    return nil
  }
}
