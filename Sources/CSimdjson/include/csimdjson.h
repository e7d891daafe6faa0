// A thin C face over simdjson: the only functions that the package needs of it.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// True when the bytes are well-formed UTF-8.
bool csj_is_utf8(const char *bytes, size_t length);

/// What a wanted column holds in the object just read.
typedef enum csj_kind {
    CSJ_MISSING,   // the object has no such key
    CSJ_NULL,
    CSJ_BOOL,      // `integer` is 0 or 1
    CSJ_INTEGER,   // `integer`
    CSJ_UNSIGNED,  // `large`, above the range of int64_t
    CSJ_DOUBLE,    // `number`, finite
    CSJ_STRING,    // `text` and `length`, unescaped, well-formed UTF-8, NUL allowed
    CSJ_PAIRS,     // an array of arrays of two integers each: `pairs` and `length` (in pairs)
    CSJ_ARRAY,     // any other array
    CSJ_OBJECT
} csj_kind;

/// One value; its pointers live until the next call on the same reader.
typedef struct csj_value {
    csj_kind kind;
    const char *text;
    const int64_t *pairs;
    size_t length;
    int64_t integer;
    uint64_t large;
    double number;
} csj_value;

/// How a read ended.
typedef enum csj_status {
    CSJ_OK,
    CSJ_BAD_UTF8,
    CSJ_NOT_AN_OBJECT,   // well-formed JSON, but something other than an object
    CSJ_DUPLICATE_KEY,   // a wanted column occurs twice; see csj_reader_duplicate
    CSJ_BAD_JSON,        // see csj_reader_message
    CSJ_TOO_DEEP,        // arrays and objects within each other, deeper than CSJ_DEPTH_LIMIT
    CSJ_NO_MEMORY
} csj_status;

/// How deep arrays and objects may lie within each other.
enum { CSJ_DEPTH_LIMIT = 1024 };

/// Reads objects and picks a fixed list of columns out of each.
typedef struct csj_reader csj_reader;

/// A reader of no columns; NULL without memory.
csj_reader *csj_reader_create(void);
void csj_reader_destroy(csj_reader *reader);

/// Adds a wanted column; its values come in the order of the calls. False without memory.
///
/// A column is a key of the object. Where there is no key "a.b", it is the key b of the object a;
/// in an array a part that is a number means an element, from 0.
bool csj_reader_want(csj_reader *reader, const char *name, size_t length);

/// Parses `length` bytes as one JSON object. Copies them first, so they need no padding.
csj_status csj_reader_read(csj_reader *reader, const char *bytes, size_t length);

/// Parses `length` bytes as one JSON value of any kind into `value`.
csj_status csj_reader_read_value(
    csj_reader *reader, const char *bytes, size_t length, csj_value *value);

/// The values of the object just read, as many as columns are wanted.
const csj_value *csj_reader_values(const csj_reader *reader);

/// The column that a read ending in CSJ_DUPLICATE_KEY found twice.
size_t csj_reader_duplicate(const csj_reader *reader);

/// What was wrong in a read ending in CSJ_BAD_JSON; static text.
const char *csj_reader_message(const csj_reader *reader);

/// The key at `index` of the object just read, or false past the last one.
bool csj_reader_key(const csj_reader *reader, size_t index, const char **text, size_t *length);

#ifdef __cplusplus
}
#endif
#include "csimdjson_tree.h"

#endif
