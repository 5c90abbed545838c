import CVectorKernels

/// Whole columns of draws. A column holds the bytes that as many single draws give, and leaves the
/// stream where they leave it: the two can be mixed at will.
extension RandomStream {
  /// Fills a column with uniform numbers, as ``uniform()`` gives them.
  package mutating func uniforms(
    into output: inout MutableSpan<Double>, _ kernels: BlockKernels = .widest
  ) {
    output.withUnsafeMutableBufferPointer { uniforms(into: $0, kernels) }
  }

  /// Fills a column with standard normal numbers, as ``normal()`` gives them.
  package mutating func normals(
    into output: inout MutableSpan<Double>, _ kernels: BlockKernels = .widest
  ) {
    output.withUnsafeMutableBufferPointer { column in
      forEachPiece(of: column) { stream, piece, start in
        stream.uniforms(into: piece, kernels)
        kernels.table.normal_quantiles(start, start, piece.count)
      }
    }
  }

  /// Fills a column with log-normal numbers: exp(µ + σz) of a ``normal()`` z each.
  ///
  /// - Parameters:
  ///   - logMean: µ.
  ///   - logStandardDeviation: σ.
  /// - Note: The exponential is within 1 ULP of that of the rounded µ + σz.
  package mutating func logNormals(
    logMean: Double, logStandardDeviation: Double, into output: inout MutableSpan<Double>,
    _ kernels: BlockKernels = .widest
  ) {
    output.withUnsafeMutableBufferPointer { column in
      forEachPiece(of: column) { stream, piece, start in
        stream.uniforms(into: piece, kernels)
        kernels.table.normal_quantiles(start, start, piece.count)
        for i in piece.indices { piece[i] = logMean + logStandardDeviation * piece[i] }
        kernels.table.exponentials(start, start, piece.count)
      }
    }
  }

  /// Fills a column with exponential numbers of mean 1: −log u of a ``uniform()`` u each.
  package mutating func exponentials(
    into output: inout MutableSpan<Double>, _ kernels: BlockKernels = .widest
  ) {
    output.withUnsafeMutableBufferPointer { column in
      forEachPiece(of: column) { stream, piece, start in
        stream.uniforms(into: piece, kernels)
        kernels.table.logarithms(start, start, piece.count)
        for i in piece.indices { piece[i] = -piece[i] }
      }
    }
  }

  /// Fills a column with gamma numbers, as ``gamma(shape:)`` gives them.
  ///
  /// - Precondition: `shape` is at least 1.
  package mutating func gammas(
    shape: Double, into output: inout MutableSpan<Double>, _ kernels: BlockKernels = .widest
  ) {
    precondition(shape >= 1, "gamma shape \(shape)")
    output.withUnsafeMutableBufferPointer { column in
      // Safe: an empty buffer may have no address, and is not passed on.
      guard let start = column.baseAddress else { return }
      rejection { key, identity, block, carried in
        kernels.table.gammas(key, identity, block, carried, shape, start, column.count)
      }
    }
  }

  /// Fills a column with Poisson counts, as ``poisson(mean:)`` gives them.
  ///
  /// - Precondition: `mean` in 0...10¹⁵.
  package mutating func poissons(
    mean: Double, into output: inout MutableSpan<Int64>, _ kernels: BlockKernels = .widest
  ) {
    precondition(mean >= 0 && mean <= 1e15, "Poisson mean \(mean)")
    output.withUnsafeMutableBufferPointer { column in
      guard let start = column.baseAddress else { return }
      if mean < Self.searchLimit {
        searchedPoissons(mean, into: column, kernels)
      } else {
        rejection { key, identity, block, carried in
          kernels.table.rejected_poissons(
            key, identity, block, carried, mean, start, column.count)
        }
      }
    }
  }

  private mutating func searchedPoissons(
    _ mean: Double, into column: UnsafeMutableBufferPointer<Int64>, _ kernels: BlockKernels
  ) {
    column.withMemoryRebound(to: Double.self) { numbers in
      forEachPiece(of: numbers) { stream, piece, start in
        stream.uniforms(into: piece, kernels)
        // Safe: a count takes the place of the number it comes from, and is as long.
        let counts = UnsafeMutableRawPointer(start).assumingMemoryBound(to: Int64.self)
        kernels.table.searched_poissons(start, mean, counts, piece.count)
      }
    }
  }

  /// Runs a kernel that takes pairs of numbers from here on, and moves the stream past them.
  private mutating func rejection(
    _ kernel: (UInt64, UInt64, UInt64, UnsafePointer<Double>?) -> Int
  ) {
    guard let spare else {
      blocks &+= UInt64(kernel(generator.key, identity, blocks, nil))
      return
    }
    let used = withUnsafePointer(to: Self.unitInterval(spare)) { carried in
      kernel(generator.key, identity, blocks, carried)
    }
    guard used > 0 else { return }
    blocks &+= UInt64(used)
    let last = generator.block((blocks &- 1, identity))
    self.spare = UInt64(last.w) << 32 | UInt64(last.z)
  }

  private mutating func uniforms(
    into output: UnsafeMutableBufferPointer<Double>, _ kernels: BlockKernels
  ) {
    guard let start = output.baseAddress, !output.isEmpty else { return }
    var done = 0
    if spare != nil {
      output[0] = uniform()
      done = 1
    }
    let whole = (output.count - done) / 2
    // Safe: two numbers for each block, of which the column has room for `whole`.
    kernels.table.uniforms(generator.key, identity, blocks, start + done, whole)
    blocks &+= UInt64(whole)
    if done + 2 * whole < output.count { output[output.count - 1] = uniform() }
  }

  private mutating func forEachPiece(
    of column: UnsafeMutableBufferPointer<Double>,
    _ body: (inout Self, UnsafeMutableBufferPointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) {
    for first in stride(from: 0, to: column.count, by: BlockKernels.piece) {
      let piece = UnsafeMutableBufferPointer(
        rebasing: column[first..<min(first + BlockKernels.piece, column.count)])
      // Safe: a piece is not empty, so it has an address.
      body(&self, piece, piece.baseAddress!)
    }
  }
}
