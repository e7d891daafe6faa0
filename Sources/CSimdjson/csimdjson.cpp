#include "csimdjson.h"

#include <simdjson.h>

#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace dom = simdjson::dom;

struct csj_reader {
    dom::parser parser;
    dom::element root;  // valid while `has_object`, as is
    dom::object object;
    bool has_object = false;
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> paths;  // "a.b" -> a, b; empty without a full stop
    std::vector<csj_value> values;
    std::vector<int64_t> pairs;
    size_t duplicate = 0;
    simdjson::error_code error = simdjson::SUCCESS;
};

namespace {

/// Appends the numbers of [[from, to], ...]; false when the array has another shape.
bool append_pairs(dom::array array, std::vector<int64_t> &pairs) {
    for (dom::element element : array) {
        dom::array pair;
        if (element.get(pair) != simdjson::SUCCESS) return false;
        size_t count = 0;
        for (dom::element end : pair) {
            int64_t number;
            if (++count > 2 || end.get(number) != simdjson::SUCCESS) return false;
            pairs.push_back(number);
        }
        if (count != 2) return false;
    }
    return true;
}

/// Fills `value` from `element`. A pairs value holds its offset in `pairs` until `fix_pairs`.
void describe(dom::element element, std::vector<int64_t> &pairs, csj_value &value) {
    value = csj_value{};
    switch (element.type()) {
        case dom::element_type::NULL_VALUE:
            value.kind = CSJ_NULL;
            break;
        case dom::element_type::BOOL:
            value.kind = CSJ_BOOL;
            value.integer = bool(element) ? 1 : 0;
            break;
        case dom::element_type::INT64:
            value.kind = CSJ_INTEGER;
            value.integer = int64_t(element);
            break;
        case dom::element_type::UINT64:
            value.kind = CSJ_UNSIGNED;
            value.large = uint64_t(element);
            break;
        case dom::element_type::DOUBLE:
            value.kind = CSJ_DOUBLE;
            value.number = double(element);
            break;
        case dom::element_type::STRING: {
            std::string_view text = element;
            value.kind = CSJ_STRING;
            value.text = text.data();
            value.length = text.size();
            break;
        }
        case dom::element_type::ARRAY: {
            size_t begin = pairs.size();
            if (append_pairs(dom::array(element), pairs)) {
                value.kind = CSJ_PAIRS;
                value.large = begin;
                value.length = (pairs.size() - begin) / 2;
            } else {
                pairs.resize(begin);
                value.kind = CSJ_ARRAY;
            }
            break;
        }
        case dom::element_type::OBJECT:
            value.kind = CSJ_OBJECT;
            break;
    }
}

/// Points a pairs value into `pairs`, which must not grow any more.
void fix_pairs(const std::vector<int64_t> &pairs, csj_value &value) {
    if (value.kind == CSJ_PAIRS) value.pairs = pairs.data() + value.large;
}

csj_status status_of(simdjson::error_code error) {
    switch (error) {
        case simdjson::SUCCESS: return CSJ_OK;
        case simdjson::UTF8_ERROR: return CSJ_BAD_UTF8;
        case simdjson::MEMALLOC: return CSJ_NO_MEMORY;
        case simdjson::DEPTH_ERROR: return CSJ_TOO_DEEP;
        default: return CSJ_BAD_JSON;
    }
}

static_assert(CSJ_DEPTH_LIMIT == simdjson::DEFAULT_MAX_DEPTH, "the limit that errors name");

/// The parts of "a.b", or none when there is no full stop or an empty part.
std::vector<std::string> path_of(std::string_view name) {
    std::vector<std::string> path;
    size_t begin = 0;
    while (true) {
        size_t end = name.find('.', begin);
        std::string_view part = name.substr(begin, end - begin);
        if (part.empty()) return {};
        path.emplace_back(part);
        if (end == std::string_view::npos) break;
        begin = end + 1;
    }
    if (path.size() < 2) path.clear();
    return path;
}

/// The number that `part` writes, or SIZE_MAX when it is none that an array could have.
size_t index_of(const std::string &part) {
    if (part.size() > 9) return SIZE_MAX;
    size_t index = 0;
    for (char letter : part) {
        if (letter < '0' || letter > '9') return SIZE_MAX;
        index = 10 * index + size_t(letter - '0');
    }
    return index;
}

/// Follows the path of a column through objects, and through arrays by numbers from 0. A null on
/// the way is the value; what leads nowhere leaves it missing.
csj_status follow(csj_reader &reader, size_t column) {
    csj_value &value = reader.values[column];
    dom::element element = reader.root;
    for (const std::string &part : reader.paths[column]) {
        dom::element next;
        size_t found = 0;
        if (element.is_object()) {
            for (dom::key_value_pair field : dom::object(element)) {
                if (field.key != part) continue;
                next = field.value;
                found++;
            }
        } else if (element.is_array()) {
            size_t index = index_of(part);
            if (index != SIZE_MAX && dom::array(element).at(index).get(next) == simdjson::SUCCESS) {
                found = 1;
            }
        } else if (element.is_null()) {
            break;
        }
        if (found == 0) return CSJ_OK;
        if (found > 1) {
            reader.duplicate = column;
            return CSJ_DUPLICATE_KEY;
        }
        element = next;
    }
    describe(element, reader.pairs, value);
    return CSJ_OK;
}

csj_status read_object(csj_reader &reader, const char *bytes, size_t length) {
    reader.has_object = false;
    reader.pairs.clear();
    for (csj_value &value : reader.values) value = csj_value{};
    reader.error = reader.parser.parse(bytes, length).get(reader.root);
    if (reader.error) return status_of(reader.error);
    if (reader.root.get(reader.object) != simdjson::SUCCESS) return CSJ_NOT_AN_OBJECT;
    reader.has_object = true;
    for (dom::key_value_pair field : reader.object) {
        for (size_t column = 0; column < reader.names.size(); column++) {
            if (field.key != reader.names[column]) continue;
            csj_value &value = reader.values[column];
            if (value.kind != CSJ_MISSING) {
                reader.duplicate = column;
                return CSJ_DUPLICATE_KEY;
            }
            describe(field.value, reader.pairs, value);
            break;
        }
    }
    for (size_t column = 0; column < reader.names.size(); column++) {
        if (reader.paths[column].empty() || reader.values[column].kind != CSJ_MISSING) continue;
        csj_status status = follow(reader, column);
        if (status != CSJ_OK) return status;
    }
    for (csj_value &value : reader.values) fix_pairs(reader.pairs, value);
    return CSJ_OK;
}

}  // namespace

// No C++ exception may cross into Swift, so every call that allocates catches.
extern "C" {

bool csj_is_utf8(const char *bytes, size_t length) {
    return simdjson::validate_utf8(bytes, length);
}

csj_reader *csj_reader_create(void) { return new (std::nothrow) csj_reader(); }

void csj_reader_destroy(csj_reader *reader) { delete reader; }

bool csj_reader_want(csj_reader *reader, const char *name, size_t length) {
    try {
        reader->paths.push_back(path_of(std::string_view(name, length)));
        reader->names.emplace_back(name, length);
        reader->values.push_back(csj_value{});
        return true;
    } catch (...) {
        return false;
    }
}

csj_status csj_reader_read(csj_reader *reader, const char *bytes, size_t length) {
    try {
        return read_object(*reader, bytes, length);
    } catch (...) {
        return CSJ_NO_MEMORY;
    }
}

csj_status csj_reader_read_value(
    csj_reader *reader, const char *bytes, size_t length, csj_value *value) {
    try {
        reader->has_object = false;
        reader->pairs.clear();
        dom::element root;
        reader->error = reader->parser.parse(bytes, length).get(root);
        if (reader->error) return status_of(reader->error);
        describe(root, reader->pairs, *value);
        fix_pairs(reader->pairs, *value);
        return CSJ_OK;
    } catch (...) {
        return CSJ_NO_MEMORY;
    }
}

const csj_value *csj_reader_values(const csj_reader *reader) { return reader->values.data(); }

size_t csj_reader_duplicate(const csj_reader *reader) { return reader->duplicate; }

const char *csj_reader_message(const csj_reader *reader) {
    return simdjson::error_message(reader->error);
}

bool csj_reader_key(const csj_reader *reader, size_t index, const char **text, size_t *length) {
    if (!reader->has_object) return false;
    for (dom::key_value_pair field : reader->object) {
        if (index-- > 0) continue;
        *text = field.key.data();
        *length = field.key.size();
        return true;
    }
    return false;
}

}  // extern "C"
