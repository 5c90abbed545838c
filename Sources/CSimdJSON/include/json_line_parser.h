#ifndef COGCAST_JSON_LINE_PARSER_H
#define COGCAST_JSON_LINE_PARSER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Parses one JSON text after the other into the same memory.
typedef struct cogcast_json_parser cogcast_json_parser;

/// NULL where there is no memory.
cogcast_json_parser *cogcast_json_parser_create(void);

void cogcast_json_parser_destroy(cogcast_json_parser *parser);

/// Bytes that must be readable, with any content, behind every text.
size_t cogcast_json_padding(void);

/// Parses `length` bytes. Returns NULL, or why they are no JSON text: a constant string.
///
/// The tape and the strings are those of the last text that was parsed, until the next call.
const char *cogcast_json_parse(cogcast_json_parser *parser, const uint8_t *text, size_t length);

/// The values in the order of the text, in the format that simdjson documents in `doc/tape.md`.
const uint64_t *cogcast_json_tape(const cogcast_json_parser *parser);

/// The strings that the tape points into: four bytes of length, then the bytes, UTF-8.
const uint8_t *cogcast_json_strings(const cogcast_json_parser *parser);

#ifdef __cplusplus
}
#endif

#endif
