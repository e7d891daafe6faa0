// A thin C face over simdjson: the only functions that the package needs of it.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// True when the bytes are well-formed UTF-8.
bool csj_is_utf8(const char *bytes, size_t length);

#ifdef __cplusplus
}
#endif
#endif
