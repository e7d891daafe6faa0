// A whole JSON value as a list of nodes, for small records whose shape is not a row's.
#ifndef CSIMDJSON_TREE_H
#define CSIMDJSON_TREE_H
#include "csimdjson.h"

#ifdef __cplusplus
extern "C" {
#endif

/// One value of a tree; its text lives until the next call on the same tree.
///
/// The nodes of a tree stand in preorder: an array is followed by its `length` elements, an object by
/// its `length` members, each a CSJ_STRING node for the key and then the value.
typedef struct csj_node {
    csj_kind kind;       // never CSJ_MISSING or CSJ_PAIRS
    const char *text;    // CSJ_STRING
    size_t length;       // of the text in bytes, or the number of elements or members
    int64_t integer;     // CSJ_BOOL (0 or 1), CSJ_INTEGER
    uint64_t large;      // CSJ_UNSIGNED
    double number;       // CSJ_DOUBLE
} csj_node;

typedef struct csj_tree csj_tree;

/// A parser of trees; NULL without memory.
csj_tree *csj_tree_create(void);
void csj_tree_destroy(csj_tree *tree);

/// Parses `length` bytes as one JSON value. Copies them first, so they need no padding.
///
/// At most 1,024 levels deep (simdjson's limit); deeper is CSJ_BAD_JSON.
csj_status csj_tree_read(csj_tree *tree, const char *bytes, size_t length);

/// The nodes of the value just read.
const csj_node *csj_tree_nodes(const csj_tree *tree, size_t *count);

/// What was wrong in a read ending in CSJ_BAD_JSON; static text.
const char *csj_tree_message(const csj_tree *tree);

#ifdef __cplusplus
}
#endif
#endif
