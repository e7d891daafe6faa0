import CKernels
import StanceNumerics

/// Counts the n-grams of documents by their keys: over how many documents, and how often.
///
/// Terms are numbered as they are first met, and known by where that was; their bytes are read there
/// again for those that a vocabulary keeps. Two counters of neighbouring documents join to what one
/// would have counted, numbers and all.
///
/// `@unchecked Sendable`: one thread fills a counter; when it is done, one joins and reads it. Safe:
/// `reserve` leaves a quarter of the slots empty before any kernel is called, as `ck_count.h` asks for,
/// and the kernels' other buffers are made as long as the keys.
final class NGramCounter: @unchecked Sendable {
    private var slots: UnsafeMutablePointer<ck_counted>
    private var slotCount: Int
    private var places = GrowingBuffer<UInt32>(0)
    private var fresh = GrowingBuffer<UInt32>(0)
    /// Where each term was first met: the document's number * 2^32 + the n-gram's within it.
    private(set) var origins: [UInt64] = []
    /// What each document has, where that is kept.
    private(set) var rows: CountedRows?

    /// Nothing counted.
    init(keepsRows: Bool) {
        slotCount = 1024
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: ck_counted(), count: slotCount)
        rows = keepsRows ? CountedRows() : nil
    }

    deinit { slots.deallocate() }

    /// The number of different terms.
    var count: Int { origins.count }

    /// Counts a document.
    ///
    /// - Parameters:
    ///   - keys: of its n-grams, or of some of them.
    ///   - indices: the number of each among all of the document; nil where they are all.
    ///   - document: its number, which was not given before; below 2^32 - 1.
    func add(
        _ keys: UnsafeBufferPointer<UInt64>, at indices: UnsafePointer<UInt32>? = nil,
        of document: Int
    ) {
        reserve(count + keys.count)
        places.reserve(keys.count)
        fresh.reserve(keys.count)
        let met = ck_count(
            slots, UInt64(slotCount - 1), keys.baseAddress, keys.count, UInt32(document) + 1,
            UInt32(count), places.pointer, fresh.pointer)
        let origin = UInt64(document) << 32
        for index in 0..<met.fresh {
            let place = fresh.pointer[index]
            origins.append(origin | UInt64(indices?[Int(place)] ?? place))
        }
        rows?.append(count: met.terms) { entry in
            let slot = slots[Int(places.pointer[entry])]
            return (slot.term, slot.here)
        }
    }

    /// Adds what was counted in the documents that follow.
    ///
    /// - Returns: the number here of each of their terms.
    func join(_ other: NGramCounter) -> [UInt32] {
        reserve(count + other.count)
        var places = [UInt32](repeating: 0, count: other.count)
        for place in 0..<other.slotCount where other.slots[place].key != 0 {
            places[Int(other.slots[place].term)] = UInt32(place)
        }
        fresh.reserve(other.count)
        return [UInt32](unsafeUninitializedCapacity: other.count) { numbers, filled in
            let found = ck_count_join(
                slots, UInt64(slotCount - 1), other.slots, places, other.count, UInt32(count),
                numbers.baseAddress, fresh.pointer)
            for index in 0..<found { origins.append(other.origins[Int(fresh.pointer[index])]) }
            filled = other.count
        }
    }

    /// In how many documents each term is, and how often in all; nothing can be counted afterwards.
    func takeFrequencies() -> (documents: [UInt32], totals: [UInt64]) {
        var documents = [UInt32](repeating: 0, count: count)
        var totals = [UInt64](repeating: 0, count: count)
        for place in 0..<slotCount where slots[place].key != 0 {
            documents[Int(slots[place].term)] = slots[place].documents
            totals[Int(slots[place].term)] = slots[place].total
        }
        // The table is most of a fit's memory, and rows are still to be made.
        slots.deallocate()
        slotCount = 0
        slots = .allocate(capacity: 1)
        return (documents, totals)
    }

    /// Makes room for `terms` terms in three quarters of the slots.
    private func reserve(_ terms: Int) {
        precondition(slotCount > 0, "the counts were taken")
        guard terms > slotCount / 4 * 3 else { return }
        var grown = slotCount
        while terms > grown / 4 * 3 { grown *= 2 }
        // Places are numbers of 32 bits.
        precondition(grown <= 1 << 32, "more than three thousand million different terms")
        let memory = UnsafeMutablePointer<ck_counted>.allocate(capacity: grown)
        memory.initialize(repeating: ck_counted(), count: grown)
        ck_count_move(slots, UInt64(slotCount), memory, UInt64(grown - 1))
        slots.deallocate()
        slots = memory
        slotCount = grown
    }
}

/// How often each document has each of its terms, by the terms' numbers.
struct CountedRows: Sendable {
    private var offsets: [Int] = [0]
    private var terms: [UInt32] = []
    private var counts: [UInt32] = []

    /// The number of documents.
    var count: Int { offsets.count - 1 }

    /// Appends a document of `count` different terms.
    mutating func append(count: Int, _ entry: (Int) -> (term: UInt32, count: UInt32)) {
        for index in 0..<count {
            let (term, occurrences) = entry(index)
            terms.append(term)
            counts.append(occurrences)
        }
        offsets.append(terms.count)
    }

    /// Adds a document's terms to a row of columns; those of column -1 are left out.
    func add(_ document: Int, columns: [Int32], to row: inout RowAccumulator) {
        for entry in offsets[document]..<offsets[document + 1] {
            let column = columns[Int(terms[entry])]
            if column >= 0 { row.add(column, Double(counts[entry])) }
        }
    }
}
