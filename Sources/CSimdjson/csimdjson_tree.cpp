#include "csimdjson_tree.h"

#include <simdjson.h>

#include <new>
#include <string_view>
#include <vector>

namespace dom = simdjson::dom;

struct csj_tree {
    dom::parser parser;
    std::vector<csj_node> nodes;
    simdjson::error_code error = simdjson::SUCCESS;
};

namespace {

csj_node text_node(std::string_view text) {
    csj_node node{};
    node.kind = CSJ_STRING;
    node.text = text.data();
    node.length = text.size();
    return node;
}

/// Appends `element` and what it holds. The recursion is as deep as the parser let the value be.
void append(dom::element element, std::vector<csj_node> &nodes) {
    csj_node node{};
    switch (element.type()) {
        case dom::element_type::NULL_VALUE:
            node.kind = CSJ_NULL;
            break;
        case dom::element_type::BOOL:
            node.kind = CSJ_BOOL;
            node.integer = bool(element) ? 1 : 0;
            break;
        case dom::element_type::INT64:
            node.kind = CSJ_INTEGER;
            node.integer = int64_t(element);
            break;
        case dom::element_type::UINT64:
            node.kind = CSJ_UNSIGNED;
            node.large = uint64_t(element);
            break;
        case dom::element_type::DOUBLE:
            node.kind = CSJ_DOUBLE;
            node.number = double(element);
            break;
        case dom::element_type::STRING:
            node = text_node(element);
            break;
        case dom::element_type::ARRAY: {
            size_t place = nodes.size();
            node.kind = CSJ_ARRAY;
            nodes.push_back(node);
            for (dom::element child : dom::array(element)) {
                append(child, nodes);
                nodes[place].length++;
            }
            return;
        }
        case dom::element_type::OBJECT: {
            size_t place = nodes.size();
            node.kind = CSJ_OBJECT;
            nodes.push_back(node);
            for (dom::key_value_pair member : dom::object(element)) {
                nodes.push_back(text_node(member.key));
                append(member.value, nodes);
                nodes[place].length++;
            }
            return;
        }
    }
    nodes.push_back(node);
}

}  // namespace

// No C++ exception may cross into Swift, so every call that allocates catches.
extern "C" {

csj_tree *csj_tree_create(void) { return new (std::nothrow) csj_tree(); }

void csj_tree_destroy(csj_tree *tree) { delete tree; }

csj_status csj_tree_read(csj_tree *tree, const char *bytes, size_t length) {
    try {
        tree->nodes.clear();
        dom::element root;
        tree->error = tree->parser.parse(bytes, length).get(root);
        switch (tree->error) {
            case simdjson::SUCCESS: break;
            case simdjson::UTF8_ERROR: return CSJ_BAD_UTF8;
            case simdjson::MEMALLOC: return CSJ_NO_MEMORY;
            default: return CSJ_BAD_JSON;
        }
        append(root, tree->nodes);
        return CSJ_OK;
    } catch (...) {
        return CSJ_NO_MEMORY;
    }
}

const csj_node *csj_tree_nodes(const csj_tree *tree, size_t *count) {
    *count = tree->nodes.size();
    return tree->nodes.data();
}

const char *csj_tree_message(const csj_tree *tree) {
    return simdjson::error_message(tree->error);
}

}  // extern "C"
