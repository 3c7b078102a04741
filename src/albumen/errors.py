"""What can go wrong, as types. One sentence each: what happened, to which file, what to do next."""

from __future__ import annotations


class AlbumenError(Exception):
    """Any error that albumen raises on purpose; its text is one sentence for a person."""


class BadAudio(AlbumenError):
    """A sound file that cannot be listened to: unreadable, empty, or not audio at all."""


class BadPicture(AlbumenError):
    """A picture file that cannot be looked at, or must not be used as a cover."""


class BadSidecar(AlbumenError):
    """A sidecar that does not hold what is needed to make its cover again."""


class BadRecipe(AlbumenError):
    """A training recipe with a missing, unknown or impossible setting."""


class BadOption(AlbumenError):
    """A setting that an engine does not know, or cannot take the value of."""


class MissingExtra(AlbumenError):
    """A part of albumen that is not installed; the text names the command that installs it."""


class MissingWeights(AlbumenError):
    """Model weights that are not on this machine; the text names the command that brings them."""


class BadDataset(AlbumenError):
    """A dataset's file or folder that cannot be read: missing, damaged, or of another kind."""
