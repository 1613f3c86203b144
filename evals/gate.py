"""The evaluation gate: scores below their pinned floors fail. Floors come with the example story."""

print("gate: no floors yet")
