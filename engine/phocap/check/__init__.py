"""Checking rules: the tests that stand beside them, and what those tests leave out."""

from phocap.check.ruletests import Difference, run_tests
from phocap.check.testfile import TestCase, TestFile, load_tests
from phocap.check.untested import Untested, untested

__all__ = ["Difference", "TestCase", "TestFile", "Untested", "load_tests", "run_tests", "untested"]
