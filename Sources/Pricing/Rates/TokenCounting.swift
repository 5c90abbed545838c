/// How a model counts tokens of what is not its own text.
package struct TokenCounting: Sendable, Equatable {
  package let toolPrompt: ToolPrompt?
  package let images: ImageTokens?
  package let audioTokensPerSecond: Double?
  package let videoTokensPerSecond: Double?
  package let tokenizer: Tokenizer?

  package static let none = TokenCounting()

  package init(
    toolPrompt: ToolPrompt? = nil, images: ImageTokens? = nil, audioTokensPerSecond: Double? = nil,
    videoTokensPerSecond: Double? = nil, tokenizer: Tokenizer? = nil
  ) {
    self.toolPrompt = toolPrompt
    self.images = images
    self.audioTokensPerSecond = audioTokensPerSecond
    self.videoTokensPerSecond = videoTokensPerSecond
    self.tokenizer = tokenizer
  }
}

/// Tokens of a hidden prompt that a provider adds to every call with tools.
package struct ToolPrompt: Sendable, Equatable {
  /// Where the model may call a tool or not.
  package let auto: Int
  /// Where it must call one.
  package let required: Int

  package init(auto: Int, required: Int) {
    self.auto = auto
    self.required = required
  }
}

/// Tokens of an image by its size.
package enum ImageTokens: Sendable, Equatable {
  /// ⌈factor · ⌈width / side⌉ · ⌈height / side⌉⌉, at most `maximum`, and `overhead` beside.
  case patches(side: Int, factor: Double, overhead: Int, maximum: Int?)
  /// `perTile` for each square of this side that the image touches.
  case tiles(side: Int, perTile: Int)
  /// The same for every image.
  case flat(Int)

  /// - Precondition: `width` and `height` are positive, in pixels.
  package func count(width: Int, height: Int) -> Int {
    precondition(width > 0 && height > 0, "an image of \(width) × \(height) pixels")
    func squares(_ side: Int) -> Int {
      ((width + side - 1) / side) * ((height + side - 1) / side)
    }
    switch self {
    case .patches(let side, let factor, let overhead, let maximum):
      let patches = Int((factor * Double(squares(side))).rounded(.up))
      return min(patches, maximum ?? patches) + overhead
    case .tiles(let side, let perTile): return squares(side) * perTile
    case .flat(let count): return count
    }
  }
}

/// How many tokens a model makes of a text, against a model that counts otherwise.
package struct Tokenizer: Sendable, Equatable {
  /// The model whose tokens are the unit.
  package let base: String
  /// Tokens of this model for each token of the base, on ordinary text.
  package let ratio: Double

  package init(base: String, ratio: Double) {
    self.base = base
    self.ratio = ratio
  }
}

extension ModelPrice {
  /// Tokens that another model makes of a text for each token of this one: when strategies are
  /// compared, the text is the same and its tokens are not.
  ///
  /// - Returns: `nil` where the book does not relate the two; a model without a tokenizer entry is
  ///   its own base.
  package func tokenRatio(to other: ModelPrice) -> Double? {
    if name == other.name { return 1 }
    let own = counting.tokenizer ?? Tokenizer(base: name, ratio: 1)
    let others = other.counting.tokenizer ?? Tokenizer(base: other.name, ratio: 1)
    guard own.base == others.base else { return nil }
    return others.ratio / own.ratio
  }
}
