"""Tests of files, pastes and exports."""
