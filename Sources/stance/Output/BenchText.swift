/// The figures of `stance bench` as a person reads them, within 80 columns.
struct BenchText {
    let figures: BenchFigures

    var text: String {
        [head, stages, bagOfWords, model, processes, ceiling].joined(separator: "\n")
    }

    private var head: String {
        let text = figures.text
        return Terminal.safe(text.source) + (text.isCut ? ", its beginning" : "") + "\n  "
            + "\(Decimals.text(Double(text.bytes) / 1e6, places: 1)) MB, "
            + "\(Counted.text(text.paragraphs, "paragraph")), "
            + "\(Counted.text(text.tokens, "token")); \(Counted.text(figures.cores, "core")), "
            + "kernels \(figures.kernels)\n"
    }

    private var stages: String {
        var table = TextTable([
            .left("step"), .right("seconds"), .right("ns a token"), .right("MB/s"),
        ])
        for stage in figures.stages {
            table.add([
                TextTable.Cell(stage.name), seconds(stage.seconds),
                number(stage.nanosecondsPerToken, 1),
                stage.seconds > 0 ? number(stage.megabytesPerSecond, 0) : "-",
            ])
        }
        return "Steps of a bag of words, one thread, single words, 3 classes\n"
            + table.rendered(colour: false)
    }

    private var bagOfWords: String {
        "Text in memory to probabilities with it, by threads\n" + rates(figures.bagOfWords)
    }

    private var model: String {
        TextWrap.lines(
            "Text in memory to \(Counted.text(figures.rowsPerPass, "row")) with "
                + "\(Terminal.safe(figures.model)) (\(figures.recipe))", indent: 0)
            + rates(figures.modelRates)
    }

    private func rates(_ rates: [BenchFigures.Rate]) -> String {
        var table = TextTable([
            .left("threads"), .right("seconds"), .right("MB/s"), .right("paragraphs/s"),
            .right("tokens/s"),
        ])
        for rate in rates {
            table.add([
                TextTable.Cell("\(rate.threads)"), seconds(rate.seconds),
                number(rate.megabytesPerSecond, 1), number(rate.paragraphsPerSecond, 0),
                number(rate.tokensPerSecond, 0),
            ])
        }
        return table.rendered(colour: false)
    }

    private var processes: String {
        var table = TextTable([
            .left("stance score"), .right("seconds"), .right("processor"), .right("peak MB"),
        ])
        for (name, run) in [("one sentence", figures.coldStart), ("the text", figures.wholeRun)] {
            table.add([
                TextTable.Cell(name), seconds(run.seconds), seconds(run.processorSeconds),
                run.peakMemory.map { number(Double($0) / 1e6, 0) } ?? "-",
            ])
        }
        return "Whole processes with that model: start, read, score, write\n"
            + table.rendered(colour: false)
    }

    private var ceiling: String {
        var table = TextTable([.left("at best, one thread"), .right("rate")])
        let ceiling = figures.ceiling
        table.add([
            "read memory",
            TextTable.Cell(
                "\(Decimals.text(ceiling.memoryReadBytesPerSecond / 1e9, places: 1)) GB/s"),
        ])
        table.add([
            "tokenise, hash, look up",
            TextTable.Cell("\(Decimals.text(ceiling.lookupMegabytesPerSecond, places: 0)) MB/s"),
        ])
        let share = Decimals.text(100 * ceiling.shareReached, places: 0)
        return "Ceilings of this machine\n" + table.rendered(colour: false)
            + "  Scoring the bag of words reaches \(share) % of the latter.\n"
    }

    private func seconds(_ value: Double) -> TextTable.Cell { number(value, 4) }

    private func number(_ value: Double, _ places: Int) -> TextTable.Cell {
        TextTable.Cell(Decimals.text(value, places: places))
    }
}
