/// How a program attributes its spans, whoever makes them.
///
/// - Source: OpenTelemetry semantic conventions: `service.name`, `deployment.environment.name`,
///   `user.id`, `session.id`, `gen_ai.prompt.name`. They have no attribute of a team or a cost centre;
///   those are this project's.
package enum OpenTelemetrySnippet {
  package static let text = String(decoding: PackageResources.otel_snippet_py, as: UTF8.self)
}
