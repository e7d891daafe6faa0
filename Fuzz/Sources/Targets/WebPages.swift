@testable import StanceCore
@testable import StanceFormats

extension FuzzTarget {
    /// A web page of any charset: paragraphs with text in them, numbered from 1.
    static let html = FuzzTarget(name: "html") { input in
        guard case .success(let article) = outcome({ try HTMLArticle(input, name: "page.html") })
        else { return }
        checkNumbers(article.paragraphs)
    }
}
