"""One package a model; `training` is shared by the two that were trained from nothing."""
