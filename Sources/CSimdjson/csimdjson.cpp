#include "csimdjson.h"

#include <simdjson.h>

extern "C" bool csj_is_utf8(const char *bytes, size_t length) {
    return simdjson::validate_utf8(bytes, length);
}
