import Testing

@Test func skeletonBuilds() {}
