/// The version that every report names: the same scenario, book, seed and version give the same
/// bytes.
public let cogcastVersion = "0.1.0"
