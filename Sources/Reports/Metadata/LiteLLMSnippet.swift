/// How a client attributes its requests to LiteLLM's gateway.
///
/// - Source: litellm 1.110.2, `proxy/spend_tracking/spend_tracking_utils.py` (`get_logging_payload`):
///   `end_user` is the request's `user`, `session_id` the one of the metadata, and
///   `spend_logs_metadata` is kept as it is sent.
package enum LiteLLMSnippet {
  package static let text = String(decoding: PackageResources.litellm_snippet_py, as: UTF8.self)
}
