import Pricing

/// Spans with the GenAI attributes of OpenTelemetry: a line is an export of many spans (the file
/// exporter of the collector, OTLP in JSON), or one span (console exporters).
///
/// Spans of agents and workflows repeat the counts of the calls below them and are passed over.
///
/// - Source: open-telemetry/semantic-conventions-genai, `model/gen-ai/registry.yaml`; the input
///   counts what was read from and written to the cache. OTLP 1.x for the JSON of spans.
struct OpenTelemetryFormat: FormatReader {
  let clock = MomentReader()

  mutating func read(_ line: TapeValue, into content: inout LineContent) throws(FieldError) {
    let root = try FieldReader(line)
    guard let resources = try root.value("resourceSpans") else {
      for other: StaticString in ["resourceLogs", "resourceMetrics"]
      where try root.value(other) != nil {
        throw FieldError("/\(other)", "these are no spans; read the export of the traces.")
      }
      guard try root.value("attributes") != nil else {
        throw FieldError("", "found no `resourceSpans` and no `attributes`; allowed are spans.")
      }
      return readSpan(root, resource: try root.object("resource"), into: &content)
    }
    try resources.forEachElement { (position, value) throws(FieldError) in
      let pointer = "/resourceSpans/\(position)"
      let reader = try FieldReader(value, at: pointer)
      let resource = try reader.object("resource")
      try reader.value("scopeSpans")?.forEachElement { (position, scope) throws(FieldError) in
        let pointer = pointer + "/scopeSpans/\(position)"
        try FieldReader(scope, at: pointer).value("spans")?
          .forEachElement { (position, span) throws(FieldError) in
            let span = try FieldReader(span, at: pointer + "/spans/\(position)")
            readSpan(span, resource: resource, into: &content)
          }
      }
    }
  }

  /// What is wrong with one span does not stop the others of its line.
  private func readSpan(
    _ span: FieldReader, resource: FieldReader?, into content: inout LineContent
  ) {
    do throws(FieldError) {
      var reading = SpanReading(pointer: span.pointer + "/attributes")
      if let attributes = try resource?.value("attributes") {
        try reading.readResource(attributes)
      }
      if let attributes = try span.value("attributes") { try reading.read(attributes) }
      if let reason = reading.passedOver { return content.passedOver.append(reason) }
      content.records.append(try record(span, &reading))
    } catch {
      content.errors.append(error)
    }
  }

  private func record(
    _ span: FieldReader, _ reading: inout SpanReading
  ) throws(FieldError) -> UsageRecord {
    reading.draft.at = try start(span)
    reading.draft.attribution.trace = try span.label("traceId", "trace_id")
    if let context = try span.object("context") {
      reading.draft.attribution.trace = try context.label("trace_id")
    }
    reading.draft.attribution.status = try failed(span) ? "error" : "ok"
    if reading.draft.attribution.status == "error" { reading.draft.completeFailedCall() }
    return try reading.draft.record(
      countsAt: reading.pointer, inputField: "gen_ai.usage.input_tokens")
  }

  private func start(_ span: FieldReader) throws(FieldError) -> Moment? {
    guard let value = try span.value("startTimeUnixNano") else {
      return try span.moment("start_time", by: clock)
    }
    do throws(FieldError) {
      return try clock.nanoseconds(value)
    } catch {
      throw error.below(span.pointer + "/startTimeUnixNano")
    }
  }

  private func failed(_ span: FieldReader) throws(FieldError) -> Bool {
    guard let status = try span.object("status") else { return false }
    let code = try status.label("code", "status_code")
    return code == "2" || code?.hasSuffix("ERROR") == true
  }
}
