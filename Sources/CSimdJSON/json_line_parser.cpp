#include "json_line_parser.h"

#include <new>
#include <simdjson.h>

struct cogcast_json_parser {
  simdjson::dom::parser parser;
  simdjson::dom::document document;
};

cogcast_json_parser *cogcast_json_parser_create(void) {
  return new (std::nothrow) cogcast_json_parser;
}

void cogcast_json_parser_destroy(cogcast_json_parser *parser) { delete parser; }

size_t cogcast_json_padding(void) { return simdjson::SIMDJSON_PADDING; }

const char *cogcast_json_parse(cogcast_json_parser *parser, const uint8_t *text, size_t length) {
  const auto error =
      parser->parser.parse_into_document(parser->document, text, length, false).error();
  return error == simdjson::SUCCESS ? nullptr : simdjson::error_message(error);
}

const uint64_t *cogcast_json_tape(const cogcast_json_parser *parser) {
  return parser->document.tape.get();
}

const uint8_t *cogcast_json_strings(const cogcast_json_parser *parser) {
  return parser->document.string_buf.get();
}
